"""Every string that the site itself says, in its two languages.

Keys are ``where.what``. The browser is handed those of some prefixes (``BROWSER_PREFIXES``);
a ``{name}`` in a value is filled by its caller. A test holds both languages to the
same placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

LANGUAGES = ("ko", "en")
BROWSER_PREFIXES = ("search.", "page.", "names.", "check.", "diagnose.")

_TABLE: Mapping[str, tuple[str, str]] = {
    # -- search: the dialog ------------------------------------------------------
    "search.open": ("검색 열기", "Open search"),
    "search.placeholder": ("!키워드 또는 오류 문구", "!keyword or error text"),
    "search.title": ("검색", "Search"),
    "search.close": ("닫기", "Close"),
    "search.move": ("고르기", "choose"),
    "search.enter": ("열기", "open"),
    "search.newtab": ("새 탭", "new tab"),
    "search.hint": (
        "느낌표로 시작하면 키워드를, 아니면 낱말을 찾습니다",
        "An exclamation mark finds keywords; anything else finds words",
    ),
    "search.starts": (
        "{typed} 로 시작하는 키워드 {count}개",
        "Keywords that start with {typed}: {count}",
    ),
    "search.unknown": ("{typed} 라는 키워드는 없습니다", "There is no keyword {typed}"),
    "search.count": ("이슈 {count}", "Issues: {count}"),
    "search.compare": ("나란히 비교하기", "Compare side by side"),
    "search.keywords": ("키워드", "Keywords"),
    "search.narrow": ("더 좁히기", "Narrow down"),
    "search.of": ("이 키워드의 이슈", "Issues with this keyword"),
    "search.issues": ("이슈", "Issues"),
    "search.by-words": ("낱말로 찾은 이슈", "Issues with these words"),
    "search.causes": ("원인", "Causes"),
    "search.products": ("제품", "Products"),
    "search.statuses": ("상태", "Status"),
    "search.lacks": ("없는 말: {words}", "Missing: {words}"),
    "search.nothing": ("여기에는 이것에 관한 이슈가 없습니다", "Nothing here is about this"),
    "search.nothing-why": (
        "제목, 키워드, 오류 문구, 본문에서 이 말을 찾지 못했습니다.",
        "No title, keyword, error text or body has these words.",
    ),
    "search.nothing-near": (
        "아래는 글자나 낱말이 가까울 뿐입니다.",
        "What follows is merely near in its letters or words.",
    ),
    "search.near-keywords": ("글자가 비슷한 키워드", "Keywords spelled much like it"),
    "search.near-issues": ("낱말이 가까운 이슈", "Issues with some of the words"),
    "search.all-keywords": ("키워드 모두 보기", "All keywords"),
    "search.paste-match": ("일치", "Match"),
    "search.paste-similar": ("비슷함", "Similar"),
    "search.paste-match-why": (
        "이슈의 오류 문구에서 변하지 않는 부분이 같습니다. 나머지는 이 환경의 이름으로 읽었습니다.",
        "What never changes in the issue's error text agrees; the rest was read as names.",
    ),
    "search.paste-similar-why": (
        "이 이슈라고 보지 않습니다. 이 이슈를 알아보게 하는 말이 모자랍니다.",
        "This is not claimed: what this issue is known by is not all there.",
    ),
    "search.paste-words-why": (
        "오류 문구가 아니라 낱말로 찾았습니다.",
        "Found by its words, not by an error text.",
    ),
    "search.paste-has": ("{part} 있음", "{part} is there"),
    "search.paste-lacks": ("{part} 없음", "{part} is lacking"),
    "search.paste-open": ("{id} 열기", "Open {id}"),
    "search.paste-open-with": ("이 이름으로 {id} 열기", "Open {id} with these names"),
    "search.paste-read": (
        "오류 문구 {lines}줄 대조: 일치 {matches} · 비슷함 {similar}",
        "Lines read: {lines}. Match: {matches}. Similar: {similar}",
    ),
    "search.paste-stays": (
        "이 페이지 밖으로 나가지 않습니다",
        "It does not leave this page",
    ),
    "search.paste-reading": ("대조하는 중…", "Reading…"),
    "search.paste-stopped": ("멈추었습니다", "Stopped"),
    "search.paste-results": ("대조 결과", "What the text is"),
    "search.paste-several": (
        "오류 문구가 같은 이슈가 {matches}개입니다. 테스트로 가르세요.",
        "{matches} issues have this error text; their tests tell them apart.",
    ),
    "search.paste-nothing-why": (
        "같은 오류 문구를 가진 이슈를 찾지 못했습니다.",
        "No issue has this error text.",
    ),
    "search.paste-nearest": ("아래는 가까울 뿐입니다.", "What follows is merely near."),
    "search.unavailable": ("검색을 쓸 수 없습니다", "Search is not available"),
    "search.unavailable-why": (
        "색인 파일을 읽지 못했습니다. 키워드 목록에서 찾을 수 있습니다.",
        "A file of the index could not be read. The list of keywords still leads to every issue.",
    ),
    "search.section.title": ("제목", "Title"),
    "search.section.keywords": ("키워드", "Keywords"),
    "search.section.error": ("오류 문구", "Error text"),
    "search.section.symptom": ("상황", "Symptom"),
    "search.section.test": ("테스트", "Test"),
    "search.section.fix": ("해결방법", "Fix"),
    "search.status.solved": ("해결방법 있음", "Fix known"),
    "search.status.workaround": ("임시 방법만", "Workaround only"),
    "search.status.open": ("아직 없음", "No fix yet"),
    # -- page: what the scripts say on a page -----------------------------------
    "page.copy": ("복사", "Copy"),
    "page.copied": ("복사됨", "Copied"),
    # -- page: what a copy that is opened as a file says in its footer ------------
    "page.offline": (
        "오프라인 사본입니다: {day} 기준, {days}일 전.",
        "Offline copy of {day}, {days} days old.",
    ),
    "page.offline_new": ("오프라인 사본입니다: {day} 기준.", "Offline copy of {day}."),
    "page.offline_undated": ("오프라인 사본입니다.", "Offline copy."),
    "page.live": ("최신 내용: {link}", "The live site: {link}"),
    # -- names: what stands for something in commands ------------------------------
    "names.title": ("내 환경의 이름", "Names of my own"),
    "names.empty": ("비어 있음", "empty"),
    "names.stay": (
        "이 페이지의 모든 명령에 들어갑니다. 이 브라우저 밖으로 나가지 않습니다.",
        "They go into every command on this page, and nowhere out of this browser.",
    ),
    "names.unfilled": ("비어 있는 것: {names}", "Still empty: {names}"),
    "names.fill": ("채우기", "Fill in"),
    "names.found": ("붙여넣은 오류 문구에서 찾음", "Found in the pasted error"),
    "names.refused.control": (
        "줄바꿈이나 보이지 않는 글자는 넣을 수 없습니다.",
        "A line break or a character that can't be seen can't be put in.",
    ),
    "names.refused.option": (
        "- 나 + 로 시작하면 명령의 옵션이 되므로 넣지 않습니다.",
        "What starts with - or + would be an option, so it isn't put in.",
    ),
    "names.refused.long": ("너무 깁니다.", "This is too long."),
    "names.refused.quoted": (
        "다음 글자는 이 명령에 안전하게 넣을 수 없습니다: {found}",
        "What can't be put into this command safely: {found}",
    ),
    # -- diagnose: from the symptom to the fix by questions ------------------------
    "diagnose.intro": (
        "보이는 것을 답하면 남는 이슈를 가르는 질문을 이어 갑니다. 모르면 모른다고 답해도 됩니다.",
        "Say what you see; each question tells apart the issues that are left. You may not know.",
    ),
    "diagnose.no_script": (
        "질문으로 좁혀 가려면 JavaScript 가 필요합니다. 아래 표로도 찾을 수 있습니다.",
        "Questions need JavaScript. The tables below lead to the issues as well.",
    ),
    "diagnose.unavailable": (
        "진단에 쓸 파일을 읽지 못했습니다. 아래 표로 찾을 수 있습니다.",
        "A file of the diagnosis could not be read. The tables below still lead on.",
    ),
    "diagnose.table": ("무엇이 보이면 어느 이슈인지", "Which issue what you see may be"),
    "diagnose.table_many": (
        "키워드와 그것이 붙은 이슈. 이슈가 많은 것부터 적었습니다.",
        "Keywords and the issues that show them, the most used first.",
    ),
    "diagnose.table_rest": ("나머지는 키워드 목록에", "The rest are in the list of keywords"),
    "diagnose.table_empty": ("아직 적힌 이슈가 없습니다.", "No issue is written yet."),
    "diagnose.side": ("후보와 기록", "Candidates and record"),
    "diagnose.left_count": ("남은 후보 {n}", "Candidates left: {n}"),
    "diagnose.left_of": ("남은 후보 {n} / {all}", "{n} of {all} candidates left"),
    "diagnose.number": ("{n}번째 질문", "Question {n}"),
    "diagnose.record": ("기록", "Record"),
    "diagnose.record_title": ("진단 기록", "Record of the diagnosis"),
    "diagnose.copy_record": ("기록 복사", "Copy the record"),
    "diagnose.not_copied": ("복사하지 못했습니다.", "It could not be copied."),
    "diagnose.undo": ("되돌리기", "Take back"),
    "diagnose.undo_answer": ("{n}번 답 되돌리기: {answer}", "Take back answer {n}: {answer}"),
    "diagnose.by_answer": ("{n}번 답: {answer}", "Answer {n}: {answer}"),
    "diagnose.ask_product": ("어느 제품인가요?", "Which product is it?"),
    "diagnose.ask_keyword": ("{keyword} 보이나요?", "Do you see {keyword}?"),
    "diagnose.also": ("같은 말: {words}", "Also: {words}"),
    "diagnose.count": ("이슈 {n}", "{n} issues"),
    "diagnose.seen": ("보임", "I see it"),
    "diagnose.unseen": ("안 보임", "I don't see it"),
    "diagnose.unsure": ("모름", "Don't know"),
    "diagnose.unsure_next": ("모름, 다음 질문으로", "Don't know, next question"),
    "diagnose.to_tests": ("아는 증상은 여기까지, 테스트로", "That is all I can see: to the tests"),
    "diagnose.all_stay": ("후보 그대로", "All stay"),
    "diagnose.ruled_out": ("{ids} 제외", "Rules out {ids}"),
    "diagnose.some": ("{n}개", "{n}"),
    "diagnose.more": ("외 {n}개", "and {n} more"),
    "diagnose.more_gone": ("그 밖에 제외된 것 {n}개", "{n} more are ruled out"),
    "diagnose.as_written": ("{id} 에 적힌 대로임", "As {id} says"),
    "diagnose.not_as_written": ("{id} 에 적힌 것과 다름", "Not as {id} says"),
    "diagnose.then_fits": ("{id} 에 맞음", "Fits {id}"),
    "diagnose.fits_count": ("맞은 테스트 {n}", "fits {n}"),
    "diagnose.leads": ("오류 문구가 맞음", "its error text matches"),
    "diagnose.shared_by": ("남은 {n}개가 함께 쓰는 테스트", "Used by {n} of the candidates"),
    "diagnose.not_loaded": ("이 테스트의 내용은 여기에 있습니다", "What to do stands here"),
    "diagnose.was_seen": ("!{keyword} 보임", "!{keyword} seen"),
    "diagnose.was_not_seen": ("!{keyword} 안 보임", "!{keyword} not seen"),
    "diagnose.was_unsure": ("!{keyword} 모름", "!{keyword} not known"),
    "diagnose.of_product": ("제품: {product}", "Product: {product}"),
    "diagnose.enough_seen": ("아는 증상은 여기까지", "No more symptoms known"),
    "diagnose.matched": ("붙여넣은 오류 문구: {ids}", "The pasted error: {ids}"),
    "diagnose.a_test": ("테스트: {title}", "Test: {title}"),
    "diagnose.answer": ("답: {answer}", "Answer: {answer}"),
    "diagnose.fits_by": ("{n}번 답에 맞음: {title}", "Fits by answer {n}: {title}"),
    "diagnose.nothing_answered": ("아직 답한 것이 없습니다.", "Nothing has been answered yet."),
    "diagnose.is_it": ("{id} 에 맞습니다", "It fits {id}"),
    "diagnose.only_one": ("남은 후보는 {id} 하나입니다", "{id} is the only one left"),
    "diagnose.confirmed_by": ("확인한 테스트:", "Confirmed by:"),
    "diagnose.not_confirmed": (
        "아직 테스트로 확인하지는 않았습니다.",
        "No test has confirmed it yet.",
    ),
    "diagnose.to_solved": ("해결방법으로", "To the fix"),
    "diagnose.to_workaround": ("임시 방법으로", "To the workaround"),
    "diagnose.to_open": ("지금까지 해 본 것으로", "To what has been tried"),
    "diagnose.no_fix": (
        "아직 알려진 해결방법이 없습니다. 아래 기록을 복사해 두면 다음 사람이 이어 갈 수 있습니다.",
        "No fix is known yet. Copy the record of what was tried, so that someone can go on.",
    ),
    "diagnose.none_left": ("남은 후보가 없습니다", "No candidate is left"),
    "diagnose.none_left_why": (
        "아직 적히지 않은 이슈이거나 답 하나가 다를 수 있습니다. 가장 가까운 것은 다음과 같습니다.",
        "It may not be written yet, or one answer may be off. These come nearest.",
    ),
    "diagnose.take_back": ("그 답을 되돌리고 이어 가기", "Take that back and go on"),
    "diagnose.nothing_to_ask": ("더 물을 것이 없습니다", "There is nothing more to ask"),
    "diagnose.nothing_to_ask_why": (
        "남은 후보를 가르는 키워드나 테스트가 더 없습니다. 하나씩 열어 보세요.",
        "No other keyword or test tells the candidates apart. Open them one by one.",
    ),
    "diagnose.see_more": ("보이는 것 적기", "Say what you see"),
    "diagnose.see": ("키워드 또는 오류 문구", "Keywords or an error text"),
    "diagnose.see_how": (
        (
            "키워드는 쉼표로 나누어 적고, 오류 문구는 그대로 붙여넣습니다."
            " 이 브라우저 밖으로 나가지 않습니다."
        ),
        "Keywords with commas between, an error text as it is. It stays in this browser.",
    ),
    "diagnose.add": ("더하기", "Add"),
    "diagnose.not_understood": (
        "이 문구와 맞는 이슈를 찾지 못했습니다. 아래 질문에 답하거나 키워드로 적어 보세요.",
        "No issue fits this text. Answer the question, or write keywords.",
    ),
    "diagnose.lost": (
        "주소에 있던 다음 답은 이제 없는 것이라 뺐습니다: {what}",
        "Answers in the address that are about nothing here were left out: {what}",
    ),
    # -- check: "is it this one?" on an issue's page -------------------------------
    "check.done": ("마친 것", "Done:"),
    "check.result": ("이 테스트의 결과", "What this test came to"),
    "check.yes": ("이 이슈와 맞음", "Fits this issue"),
    "check.no": ("이 이슈 아님", "Not this issue"),
    "check.unknown": ("모름", "Don't know"),
    "check.out": ("이 이슈가 아닙니다", "This is not the issue"),
    "check.why": (
        "테스트 {n}: {sentence} 남은 테스트는 하지 않아도 됩니다.",
        "Test {n}: {sentence} The other tests need not be run.",
    ),
    "check.next": ("다음 후보: {id}", "Next candidate: {id}"),
    "check.diagnose": ("남은 이슈에서 찾기", "Look among the others"),
    "page.code": ("코드 {n}", "Code {n}"),
    # -- nav: the names of the site's pages --------------------------------------
    "nav.home": ("홈", "Home"),
    "nav.products": ("제품", "Products"),
    "nav.issues": ("이슈", "Issues"),
    "nav.keywords": ("키워드", "Keywords"),
    "nav.symptoms": ("증상", "Symptoms"),
    "nav.tests": ("테스트", "Tests"),
    "nav.fixes": ("해결방법", "Fixes"),
    "nav.causes": ("원인", "Causes"),
    "nav.diagnose": ("진단", "Diagnose"),
    # -- section: the three parts of an issue ------------------------------------
    "section.symptom": ("상황", "Symptom"),
    "section.test": ("테스트", "Test"),
    "section.fix": ("해결방법", "Fix"),
    # -- status: "solved" would read as if the reader's own incident were over ----
    "status.solved": ("해결방법 있음", "Has a fix"),
    "status.workaround": ("임시 방법만", "Workaround only"),
    "status.open": ("아직 없음", "No fix yet"),
    # -- issue, sign, test, fix, shared: an issue's page and its parts -------------
    "issue.word": ("이슈", "issues"),
    "issue.count": ("이슈 {n}", "{n} issues"),
    "issue.count.one": ("이슈 1", "1 issue"),
    "issue.about": ("이 이슈에 대하여", "About this issue"),
    "issue.within": ("이 이슈 안에서", "Within this issue"),
    "issue.causes": ("원인", "Cause"),
    "issue.versions": ("영향 버전", "Affected versions"),
    "versions.is": ("{version}", "{version}"),
    "versions.below": ("{version} 미만", "below {version}"),
    "versions.upto": ("{version} 이하", "{version} and earlier"),
    "versions.above": ("{version} 초과", "after {version}"),
    "versions.from": ("{version} 이상", "{version} and later"),
    "issue.reviewed": ("확인한 날", "Last reviewed"),
    "issue.keywords": ("키워드", "Keywords"),
    "issue.confused": ("헷갈리기 쉬운 이슈", "Easily confused with"),
    "issue.apart": ("가르는 테스트", "What tells them apart"),
    "issue.not_apart": (
        "두 이슈를 가르는 테스트가 없습니다.",
        "No test tells the two apart.",
    ),
    "issue.both_show": ("함께 보이는 것:", "Both show:"),
    "sign.title": ("오류 문구", "Error text"),
    "sign.compare": ("내 로그와 대조", "Compare with my log"),
    "sign.none": ("이 이슈에는 오류 문구가 없습니다.", "This issue has no error text."),
    "sign.variable": ("환경마다 다른 부분", "Differs from one system to the next"),
    "sign.whole": ("전체 로그 {lines}줄, {n}자", "The whole log: {lines} lines, {n} characters"),
    "sign.foot_before": ("", "What is "),
    "sign.foot_dotted": ("점선", "dotted"),
    "sign.foot_after": (" 부분은 환경마다 다릅니다.", " differs from one system to the next."),
    "test.number": ("테스트 {n}", "Test {n}"),
    "test.output": ("출력의 예", "Example output"),
    "test.rules_out": ("제외", "Rules out"),
    "test.confirms": ("확인", "Confirms"),
    "fix.none": ("아직 알려진 해결방법이 없습니다.", "No fix is known yet."),
    "fix.solves": ("해결", "Solves"),
    "shared.tests": ("이슈 {n}개가 함께 쓰는 테스트", "Test shared by {n} issues"),
    "shared.fixes": ("이슈 {n}개가 함께 쓰는 해결방법", "Fix shared by {n} issues"),
    "shared.used_by_tests": ("이 테스트를 쓰는 이슈", "Issues that use this test"),
    "shared.used_by_fixes": ("이것으로 해결되는 이슈", "Issues that this solves"),
    "shared.unused": ("아직 이것을 쓰는 이슈가 없습니다.", "No issue uses this yet."),
    # -- note: what stands above a note or a warning ---------------------------------
    "note.note": ("참고", "Note"),
    "note.tip": ("도움말", "Tip"),
    "note.important": ("중요", "Important"),
    "note.warning": ("경고", "Warning"),
    "note.caution": ("주의", "Caution"),
    # -- home, product, keywords, keyword, catalogues, all --------------------------
    "home.title": ("무엇이 보이나요?", "What do you see?"),
    "home.ask": (
        "키워드, 또는 오류 문구를 그대로 붙여넣기",
        "A keyword, or the error text as it is",
    ),
    "home.no_script": ("찾기에는 JavaScript 가 필요합니다.", "Search needs JavaScript."),
    "home.find": ("찾기", "Find"),
    "home.name": ("이름을 알 때", "You know its name"),
    "home.name_then": (
        "느낌표로 시작하면 그 키워드의 이슈만",
        "An exclamation mark: only that keyword's issues",
    ),
    "home.words": ("오류 문구가 있을 때", "You have an error text"),
    "home.words_then": (
        "그대로 붙여넣으면 어느 이슈인지 대조",
        "Paste it as it is: it is held against every issue",
    ),
    "home.browse": ("아무것도 모를 때", "You know nothing yet"),
    "home.diagnose": ("진단 시작", "Start a diagnosis"),
    "home.browse_then": (
        "하나씩 묻고 후보를 지워 갑니다",
        "It asks, and strikes out what it is not",
    ),
    "home.keywords": ("많이 쓰인 키워드", "Most used keywords"),
    "home.all_keywords": ("키워드 {n}개 모두 보기", "All {n} keywords"),
    "home.changed": ("최근에 확인한 이슈", "Last reviewed"),
    "home.same_day": ("모두 {day} 에 확인", "All reviewed on {day}"),
    "product.empty": ("아직 적힌 이슈가 없습니다.", "No issue is written yet."),
    "product.first": ("첫 이슈 쓰는 법", "How to write the first"),
    "product.first_file": ("첫 이슈를 여기에 적어 주세요:", "Write the first into"),
    "product.all": ("모든 이슈를 한 페이지로", "All issues on one page"),
    "product.tests": ("함께 쓰는 테스트", "Shared tests"),
    "product.fixes": ("함께 쓰는 해결방법", "Shared fixes"),
    "keywords.intro": (
        "보이는 것의 이름 {n}개, 다른 표기까지 {all}개. 숫자는 그 키워드가 붙은 이슈의 수입니다.",
        "{n} names of what is seen, {all} with other spellings; a number counts the issues.",
    ),
    "keywords.letters": ("첫 글자", "Initial"),
    "keywords.same": ("같은 말", "Also"),
    "keyword.intro": (
        (
            "이 키워드가 붙은 이슈는 {n}개입니다."
            " 오류 문구가 있으면 그것으로, 없으면 테스트로 가릅니다."
        ),
        "{n} issues show this. An error text tells them apart, or else the tests do.",
    ),
    "keyword.intro.one": ("이 키워드가 붙은 이슈는 1개입니다.", "One issue shows this."),
    "keyword.diagnose": ("이 {n}개로 진단 시작", "Start a diagnosis with these {n}"),
    "keyword.apart": ("무엇으로 갈리나", "What tells them apart"),
    "keyword.caption": (
        (
            "보임: 그 이슈의 키워드. 제외: 결과에 따라 그 이슈가 아니라고 말해 주는 테스트."
            " 확인: 그 이슈에서 보는 테스트."
        ),
        (
            "Seen: a keyword of that issue. Rules out: a test one of whose results says that it is"
            " not that issue. Confirms: a test that is run for that issue."
        ),
    ),
    "keyword.rows": ("키워드와 테스트", "Keywords and tests"),
    "keyword.seen_rows": ("보이는 것", "What is seen"),
    "keyword.seen": ("보임", "Seen"),
    "keyword.none": ("관계 없음", "Unrelated"),
    "symptoms.intro": (
        "무엇이 보이는지에서 시작합니다. 오른쪽은 그것을 확인하는 테스트와 해결방법입니다.",
        "Start from what is seen; beside it are the tests that check it, and the fix.",
    ),
    "tests.intro": (
        (
            "무엇을 실행하고, 그 결과가 어느 이슈를 확인하거나 제외하는지."
            " 여러 이슈가 함께 쓰는 것을 먼저 적었습니다."
        ),
        "What to run, and which issues the result confirms or rules out. Shared ones come first.",
    ),
    "fixes.intro": (
        "무엇을 하고, 그것으로 어느 이슈가 해결되는지. 여러 이슈가 함께 쓰는 것을 먼저 적었습니다.",
        "What to do, and which issues it solves. Shared ones come first.",
    ),
    "causes.intro": ("무엇이 원인일 때 어떤 이슈가 생기는지.", "Which issues a cause leads to."),
    "all.title": ("모든 이슈", "All issues"),
    "all.intro": (
        "한 페이지에 모두 적었습니다. Ctrl+F 로 !키워드 를 찾거나 인쇄하세요.",
        "Everything on one page: press Ctrl+F and look for a !keyword, or print it.",
    ),
    # -- moved: what stands at an address that a page had ---------------------------
    "moved.title": ("옮겨짐: {title}", "Moved: {title}"),
    "moved.here": ("이 페이지는 옮겨졌습니다:", "This page has moved:"),
    "preview.broken": (
        "이 파일은 읽을 수 없어 페이지가 되지 못했습니다.",
        "This file could not be read, so there is no page of it.",
    ),
    "page.problems": (
        "지식 모음에 고칠 것이 {count}개 있습니다.",
        "There are {count} things to mend in the knowledge base.",
    ),
    "page.where": ("위치", "You are here"),
    "page.mentions": ("여기를 가리키는 곳", "Pages that link here"),
}


@dataclass(frozen=True, slots=True)
class Strings:
    """The table in one language; call it with a key to get the string, filled."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Return the string of *key* with *values* in place.

        Where ``n`` is 1 and there is a string for one, that one.

        Raises:
            KeyError: there is no such key, or a value it needs is missing.
        """
        table = self.table()
        if values.get("n") == 1:
            key = f"{key}.one" if f"{key}.one" in table else key
        return table[key].format(**values)

    def table(self) -> dict[str, str]:
        """Return the whole table, unfilled."""
        return strings(self.language)


@cache
def strings(language: str) -> dict[str, str]:
    """Return the whole table in *language*; a language that isn't there gets English."""
    column = LANGUAGES.index(language) if language in LANGUAGES else LANGUAGES.index("en")
    return {key: values[column] for key, values in _TABLE.items()}


def browser_strings(language: str) -> dict[str, str]:
    """Return the part of the table that the browser needs."""
    return {k: v for k, v in strings(language).items() if k.startswith(BROWSER_PREFIXES)}
