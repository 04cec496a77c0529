//! The style sheet.

/// Light and dark, screen and paper. The columns of the timeline have fixed widths so that bars
/// stand where their days are whatever the names.
pub(super) const STYLE: &str = "
:root{--page:#fff;--ink:#1c2430;--soft:#5b6675;--line:#d9dfe7;--track:#f1f4f8;--past:#7d93ad;
--new:#2f6fd0;--hit:#c8321f;--over:#7a0f05;--warn:#a86400;--good:#1b7f4b;--now:#111827;
--found-bg:#fdecea;--warn-bg:#fff5e0;--good-bg:#e8f6ee;--on:#fff}
@media (prefers-color-scheme:dark){:root{--page:#14181f;--ink:#e8ecf2;--soft:#9aa7b8;--line:#323b48;
--track:#1d232d;--past:#6f86a3;--new:#5b97f0;--hit:#f0705c;--over:#ffc1b6;--warn:#e8ad4a;--good:#58c48b;
--now:#f3f6fa;--found-bg:#3a1f1c;--warn-bg:#362a14;--good-bg:#17301f;--on:#14181f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:15px/1.55 system-ui,'Hiragino Sans','Yu Gothic UI','Noto Sans CJK JP','Noto Sans JP',sans-serif}
main{max-width:1160px;margin:0 auto;padding:24px 20px 48px}
header{display:flex;gap:24px;justify-content:space-between;align-items:flex-start;flex-wrap:wrap;margin-bottom:20px}
header>div{flex:1 1 420px}
h1{font-size:24px;margin:0 0 2px;letter-spacing:.02em}
header p{margin:0;color:var(--soft)}
h2{font-size:16px;margin:28px 0 8px;padding-bottom:4px;border-bottom:2px solid var(--line)}
.verdict{display:flex;gap:12px;align-items:center;padding:10px 18px;border-radius:10px;border:2px solid;font-weight:600;color:var(--ink)}
.verdict b{font-size:24px;line-height:1}
.verdict small{display:block;font-weight:400;color:var(--soft)}
.found{background:var(--found-bg);border-color:var(--hit)}.found b{color:var(--hit)}
.unchecked{background:var(--warn-bg);border-color:var(--warn)}.unchecked b{color:var(--warn)}
.nothing{background:var(--good-bg);border-color:var(--good)}.nothing b{color:var(--good)}
ul.findings{list-style:none;margin:0;padding:0}
ul.findings li{border-left:5px solid var(--line);padding:5px 12px;margin:0 0 5px;background:var(--track);border-radius:0 6px 6px 0}
ul.findings li.error{border-color:var(--hit)}ul.findings li.warning{border-color:var(--warn)}
li b.tag{display:inline-block;min-width:3.6em;margin-right:.5em;font-size:12px;text-align:center;border:1px solid;border-radius:4px;padding:0 6px}
li.error b.tag{color:var(--hit)}li.warning b.tag{color:var(--warn)}
li p{margin:0;color:var(--soft);font-size:13px}
li p code{margin-left:.8em}
code{font-size:11px;color:var(--soft);overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:7px 8px 5px;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
thead th{color:var(--soft);font-size:12px}
table.plain{table-layout:auto}
.rx td:nth-child(-n+2),.rx td:last-child,.checks td:nth-child(2){white-space:nowrap}
b.tag{display:inline-block;font-size:12px;border:1px solid;border-radius:4px;padding:0 6px;white-space:nowrap}
b.tag.error{color:var(--hit)}b.tag.warning{color:var(--warn)}b.tag.open{color:var(--soft)}
.scroll{overflow-x:auto}
table.time{min-width:1000px}
col.drug{width:300px}col.when{width:200px}
.time td:nth-child(2){font-size:13px;font-variant-numeric:tabular-nums;white-space:nowrap}
tr.group th{padding-top:16px;font-weight:600;border-bottom:2px solid var(--line)}
tr.group span{font-weight:400;color:var(--soft);margin-left:.8em;font-size:13px}
.time small{display:block;color:var(--soft);font-size:12px;line-height:1.35}
td.track,th.track{padding:0;position:relative;height:40px;background:var(--track)}
th.track{height:30px;background:none}
.track i{position:absolute;top:0;bottom:0;width:1px;background:var(--line)}
th.track span{position:absolute;bottom:3px;transform:translateX(-50%);white-space:nowrap;font-size:11px;color:var(--soft)}
th.track span.now{background:var(--now);color:var(--page);border-radius:4px;padding:0 6px;z-index:2;bottom:2px}
.track .line{position:absolute;top:0;bottom:-1px;width:2px;margin-left:-1px;background:var(--now);z-index:2}
.bar{position:absolute;top:9px;height:22px;border-radius:3px;background-color:var(--past);overflow:hidden}
.bar.new{background-color:var(--new)}
.bar.hit{background-color:var(--hit)}
.bar.flat{background-image:repeating-linear-gradient(135deg,transparent 0 5px,rgba(255,255,255,.45) 5px 8px)}
.bar.before{border-left:4px double var(--ink);border-radius:0 3px 3px 0}
.bar.after{border-right:4px double var(--ink);border-radius:3px 0 0 3px}
.over{position:absolute;top:34px;height:4px;background:var(--over)}
.mark{position:absolute;top:10px;font-size:12px;line-height:20px;font-weight:700;color:var(--on);padding:0 6px;white-space:nowrap;z-index:1}
.bar.flat.hit+.mark:not(.out){background:var(--hit);border-radius:3px}
.bar.flat.new+.mark:not(.out){background:var(--new);border-radius:3px}
.bar+.mark.out{color:var(--ink);background:none}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0 0;padding:0;list-style:none;font-size:12px;color:var(--soft)}
.legend span{display:inline-block;position:static;width:26px;height:12px;vertical-align:-1px;margin-right:6px;border-radius:2px}
.legend .over{height:4px;vertical-align:3px}.legend .line{width:2px;background:var(--now);height:14px;margin:0 12px 0 6px}
footer{margin-top:28px;color:var(--soft);font-size:12px}
footer p{margin:2px 0}
@media (max-width:700px){main{padding:16px 12px 32px}.plain th,.plain td{padding:6px 4px 4px}
.rx thead,.checks thead{display:none}.rx tr,.checks tr{display:flex;flex-wrap:wrap;gap:0 10px;border-bottom:1px solid var(--line);padding:5px 0}
.rx td,.checks td{border:0;padding:0}.rx td:empty,.checks td:empty{display:none}.rx td:nth-child(3),.checks td:nth-child(1){flex:1 1 60%}
.checks td:nth-child(4){flex-basis:100%;font-size:12px;color:var(--soft)}.time td:nth-child(2){white-space:normal}
table.time{min-width:620px}col.drug{width:150px}col.when{width:110px}}
@media print{:root{--page:#fff}body{font-size:11px}main{max-width:none;padding:0}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
tr,li{break-inside:avoid}thead{display:table-header-group}table.time{min-width:0}
col.drug{width:200px}col.when{width:150px}
li p,footer,.time small,.time td:nth-child(2),tr.group span,thead th{font-size:10px}b.tag,li b.tag,.mark,th.track span{font-size:9px}}
";
