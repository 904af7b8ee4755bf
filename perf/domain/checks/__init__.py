"""The rules (校验规则): each is one module, named by the sentence it asserts, in the folder of what it looks at.

``head`` (fields), ``values`` (指标值), ``structure`` (which indicators there are), ``points`` (权重), ``money`` (the
money block) and ``text`` see one target; ``budget`` and ``narrative`` see a whole disclosed document, ``years`` two of
them. A folder's ``__init__`` lists its rules, :mod:`perf.domain.checks.all_rules` all of them.
"""
