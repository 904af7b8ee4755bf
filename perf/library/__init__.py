"""The indicator library (指标库): indicators that departments take over, propose, and that the finance side keeps."""
