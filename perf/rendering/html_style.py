"""How a target table looks as a page of its own: black on white as on paper, wide on a screen, A4 in print."""

STYLE = """\
:root {
  color-scheme: light;
  --song: "SimSun", "宋体", "Songti SC", "Noto Serif SC", serif;
  --hei: "SimHei", "黑体", "Heiti SC", "Noto Sans SC", sans-serif;
}
body { margin: 0; background: #f3f4f6; color: #111; font: 15px/1.6 var(--song); }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px; }
.official-form { background: #fff; border: 1px solid #d0d5dd; padding: 28px 28px 32px; margin-bottom: 24px; }
.official-form.landscape { max-width: none; }
.table-scroll { overflow-x: auto; }
.table-scroll:focus-visible { outline: 3px solid #1d4f91; outline-offset: 4px; }
.official-table { border-collapse: collapse; width: 100%; min-width: 760px; table-layout: fixed; }
.official-table caption { white-space: normal; padding-bottom: 12px; }
.form-title { font: bold 24px/1.4 var(--hei); margin: 0; }
.form-subtitle { margin: 4px 0 0; }
.official-table th, .official-table td { border: 1px solid #333; padding: 5px 6px; vertical-align: middle; }
.official-table th, .official-table td { overflow-wrap: anywhere; }
.official-table th { font-weight: normal; text-align: center; text-wrap: balance; }
.form-label { background: #f5f7fa; }
.official-table .form-heading { background: #e8eef6; font-family: var(--hei); font-weight: bold; }
.align-left { text-align: left; }
.align-center { text-align: center; }
.align-right { text-align: right; }
.form-note { margin: 8px 0 0; white-space: pre-wrap; }
.form-signatures { display: flex; flex-wrap: wrap; gap: 8px 24px; margin: 14px 0 0; }
.form-signatures span { flex: 1 1 160px; white-space: pre-wrap; }
@media screen and (max-width: 800px) {
  main { padding: 0; }
  .official-form { border-width: 1px 0; padding: 16px 12px 24px; }
  .official-table caption { text-align: left; }
  .form-title, .form-subtitle { position: sticky; left: 0; width: min(100%, calc(100vw - 24px)); text-align: center; }
  .form-title { font-size: 20px; }
}
@page { size: A4 portrait; margin: 15mm; }
@page lying { size: A4 landscape; }
@media print {
  body { background: none; font-size: 10.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  .official-form { border: 0; padding: 0; margin: 0; }
  .official-form + .official-form { break-before: page; }
  .official-form.landscape { page: lying; }
  .official-table { min-width: 0; }
  .table-scroll { overflow: visible; }
  thead { display: table-header-group; }
  .form-label, .official-table .form-heading { background: none; }
}
"""
