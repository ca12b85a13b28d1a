"""What templates alone say, in Korean and English; see ``strings.py``."""

from __future__ import annotations

OF_PAGES: dict[str, tuple[str, str]] = {
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
    # -- single: what the site in one file says around its pages ---------------------
    "single.skip": ("콘텐츠로 이동", "Skip to content"),
    "single.head": ("상단", "Header"),
    "single.pages": ("페이지", "Pages"),
    "single.scheme": ("밝은 화면, 어두운 화면", "Light or dark"),
    # -- moved: what stands at an address that a page had ---------------------------
    "moved.title": ("옮겨짐: {title}", "Moved: {title}"),
    "moved.here": ("이 페이지는 옮겨졌습니다:", "This page has moved:"),
    "preview.broken": (
        "이 파일은 읽을 수 없어 페이지가 되지 못했습니다.",
        "This file could not be read, so there is no page of it.",
    ),
    "page.where": ("위치", "You are here"),
    "page.mentions": ("여기를 가리키는 곳", "Pages that link here"),
}
