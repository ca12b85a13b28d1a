"""The notes that the knowledge base began with: nothing of what they say may get lost.

Pages may be rewritten and text may move between an issue and its shared tests and
fixes; each fact below must still be on the page that it helps.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bangdex.catalog import Catalog
from bangdex.knowledge import read_knowledge
from bangdex.model import Issue, Status

KB = Path(__file__).resolve().parent.parent / "kb"
REVIEWED = "2020-04-27"
QUOTA_TEST = "cdi/tests/resourcequota.md"
POD_TEST = "cdi/tests/pod-to-pod.md"
SC_TEST = "cdi/tests/default-storageclass.md"
SC_FIX = "cdi/fixes/default-storageclass.md"
REGISTRY_FIX = "cdi/fixes/insecure-registry.md"
SCRATCH_FIX = "cdi/fixes/scratch-space.md"
REINSTALL_FIX = "cdi/fixes/reinstall.md"
UPGRADE_FIX = "cdi/fixes/upgrade.md"
RELEASE = "https://github.com/kubevirt/containerized-data-importer/releases/tag/v1.12.0"


class Facts(NamedTuple):
    """What the notes say of one issue in their first lines, and what its page must say."""

    status: Status
    versions: str
    causes: tuple[str, ...]
    keywords: tuple[tuple[str, ...], ...]
    rule_outs: tuple[str, ...]
    shared: tuple[str, ...]
    says: tuple[str, ...]


ISSUES = {
    "cdi-1": Facts(
        status=Status.WORKAROUND,
        versions="",
        causes=("불명",),
        keywords=(
            ("webhook",),
            ("cdi-apiserver pod",),
            ("apiserver pod",),
            ("version",),
            ("authentication 정보",),
            ("finalizer",),
        ),
        rule_outs=(
            "실패하지 않고 성공한다면 해당 이슈가 아닙니다.",
            "ERROR 등의 다른 state 로 떠있는 pod 이 있다면 해당 이슈가 아닙니다.",
        ),
        shared=(REINSTALL_FIX,),
        says=(
            "datavolume 생성 혹은 삭제 요청 시 다음과 같은 에러 발생",
            (
                "Internal error occurred: failed calling webhook"
                ' "datavolume-mutate.cdi.kubevirt.io":'
                " Post https://cdi-api.cdi.svc:443/datavolume-mutate?timeout=30s"
            ),
            "다른 CRUD api 가 모두 같은 에러로 실패하는지",
            "kubectl get dv -A",
            "kubectl describe dv",
            "cdi namespace 에 pod 이 모두 RUNNING state 인지 확인",
            "아직 정확한 원인 및 해결방법을 찾지 못하였습니다.",
            "kube-system ns 의 apiserver pod 에서 cdi ns 의 cdi-apiserver pod 으로 통신이 되지",
            "cdi ns 에 걸려있는 NetworkPolicy 문제",
            "cdi-apiserver pod 이 떠있는 node 의 network 문제",
            "cdi 설치 시 버전 미통일 문제",
            "cdi 에서 사용하는 authentication 정보가 삭제되었거나 만료된 문제",
            "[비슷한 이슈](https://github.com/kubevirt/containerized-data-importer/issues/1117)",
            "임시 해결방안은 cdi 모듈 전체를 제거 후 재설치하는 방안이 있습니다.",
            "namespace delete 중 stuck 이 걸릴 경우",
            (
                "[namespace 강제 삭제 방법]"
                "(https://success.docker.com/article/kubernetes-namespace-stuck-in-terminating)"
            ),
        ),
    ),
    "cdi-2": Facts(
        status=Status.SOLVED,
        versions="<1.12.0",
        causes=("namespace", "resourcequota"),
        keywords=(
            ("cdi-deployment pod",),
            ("limits.cpu",),
            ("importer pod",),
            ("v1.11",),
            ("pvcbound",),
        ),
        rule_outs=(
            "정상 생성된다면 해당 이슈가 아닙니다.",
            (
                "Labels에 명시된 operator.cdi.kubevirt.io의 버전이 v1.12.0 이상의 버전이면"
                " 해당 이슈가 아닙니다."
            ),
            "존재하지 않는다면 해당 이슈가 아닙니다.",
        ),
        shared=(QUOTA_TEST, UPGRADE_FIX),
        says=(
            "dv 생성 요청 시 importer-pod 이 아예 생성되지 않은 경우",
            "kubectl get pod 했을 시 pod 이 보이지 않으며, cdi-deployment pod 의 log",
            (
                "importer pod API create errored: pods importer-XXXXX is forbidden: failed quota:"
                " {$Namespace 이름} : must specify limits.cpu, limits.memory"
            ),
            "nginx pod 과 같은 임의의 pod 을 required paramter만 입력하여 생성 시도",
            "kubectl -n cdi describe deployments.apps cdi-deployment",
            "kubectl -n {$Namespace} get resourceQuota",
            "존재한다면 describe",
            (
                "limits.cpu, limits.memory, requests.cpu, requests.memory 에 대응되는 값이"
                " 하나라도 존재하는지"
            ),
            "cdi version 을 v1.12.0 이상의 버전으로 업그레이드",
            "cdi version 을 v1.12.0 이상의 버전으로 업그레이드하면 모두 해결됩니다.",
            "cdi version 을 유지하고 싶은 경우",
            (
                "datavolume 을 생성할 namespace 에 resourceQuota 에 대응되는 default resource"
                " 를 명시한 limitRange 객체를 생성"
            ),
            (
                "[limitRange 생성 방법](https://kubernetes.io/docs/tasks/administer-cluster/"
                "manage-resources/memory-default-namespace/)"
            ),
        ),
    ),
    "cdi-3": Facts(
        status=Status.SOLVED,
        versions=">=1.11",
        causes=("namespace", "resourcequota"),
        keywords=(
            ("importer pod",),
            ("v1.11",),
            ("resourceQuota", "resourcequota", "quota"),
            ("exceeded", "exceeded quota"),
            ("pvcbound",),
        ),
        rule_outs=(),
        shared=(QUOTA_TEST,),
        says=(
            "dv 생성 요청 시 importer-pod 이 아예 생성되지 않은 경우",
            (
                'import-controller.go:297] error processing pvc "hpcd-ccf03101/hpcd-d03451e2":'
                ' scratch PVC API create errored: persistentvolumeclaims "hpcd-d03451e2-scratch" is'
                " forbidden: exceeded quota: hpcd-ccf03101-quota, requested: requests.storage=20Gi,"
                " used: requests.storage=82Gi, limited: requests.storage=100Gi"
            ),
            "현재 사용량은 어떻게 되는지",
            "kubectl -n {$Namespace} describe resourceQuota",
            (
                "사용가능한 resourceQuota 가 부족한 것이 원인이므로 resourceQuota 를 kubectl edit"
                " 을 통해 늘려주면 됩니다."
            ),
            "사용량이 충분해보이는데도 생성되지 않는 경우가 cdi 모듈 특성 상 발생할 수 있습니다.",
            "requested: 30Gi, used: 60Gi, limited: 100Gi 인데도 같은 이슈가 발생합니다.",
            "남은 disk size 가 requested size 의 2배 이상이 있어야 합니다.",
            "임시로 같은 크기의 pvc 를 하나 더 만들어 사용한 뒤 import 가 완료되면 삭제하는 특징",
            "requested size : 30Gi 이므로 60Gi 를 필요로 하는데, 남은 size 는 40Gi 이므로",
        ),
    ),
    "cdi-4": Facts(
        status=Status.SOLVED,
        versions="",
        causes=("image", "registry"),
        keywords=(
            ("importer pod",),
            ("crashloopbackoff",),
            ("namespace",),
            ("docker",),
            ("registry",),
            ("insecure registry",),
            ("configmap",),
            ("networkpolicy",),
        ),
        rule_outs=(),
        shared=(POD_TEST, REGISTRY_FIX),
        says=(
            "dv 의 source url 을 http 가 아닌 registry 로 적었으며",
            "pod 의 Status 가 Error -> CrashLoopBackOff 를 반복하며 계속 restart 하는 경우",
            "cdi-deployment pod 의 log 와 importer pod 의 log 확인 후 저장",
            "sample pod 생성하여 같은 문제가 발생하는지 확인",
            "busybox 이미지로 pod 을 importer pod 이 생성된 namespace, node 에 생성합니다.",
            "busybox pod 에 kubectl exec -it 로 붙어 해당 registry 로 ping 혹은 curl 이 되는지",
            "서로 다른 namespace 와 서로 다른 node 에 busybox pod 2개를 생성하여",
            "docker registry 에 정확한 버전의 cdi image 들이 모두 존재하는지 확인",
            "image:tag 가 docker registry 에 있는지 확인 (curl GET 으로 확인)",
            "모든 node 에서 docker registry 에 접근 가능한지 확인",
            "insecure registry 등록했는지 확인",
            "/etc/docker/daemon.json 모든 노드에 있는지 확인",
            "cdi configmap 에 추가되었는지 확인",
            "sample pod 생성하여 같은 문제가 발생한다면 network 문제입니다.",
            "networkpolicy 등을 확인합니다.",
            "docker registry 에 cdi image 가 없다면 push 해줍니다.",
            "image:tag 가 docker registry 에 없다면 push 해줍니다.",
            "insecure registry 등록 여부 확인 후 /etc/docker/daemon.json 에 추가해줍니다.",
            "cdi configmap 에 registry 정보가 없다면 추가해줍니다.",
            'kubectl patch configmap cdi-insecure-registries -n cdi --type merge -p \'{"data":{',
            "kubectl describe configmap cdi-insecure-registries -n cdi",
        ),
    ),
    "cdi-5": Facts(
        status=Status.SOLVED,
        versions="",
        causes=("network", "storage"),
        keywords=(
            ("importer pod",),
            ("pending",),
            ("containercreating",),
            ("storageclass",),
            ("cdiconfig",),
            ("stuck",),
        ),
        rule_outs=(),
        shared=(SC_TEST, POD_TEST, SC_FIX, SCRATCH_FIX),
        says=(
            "dv 생성 요청 시 importer pod 이 Pending 혹은 ContainerCreating 상태로 stuck 된 경우",
            "dv 생성 요청시 storage class 를 명시하였는지 테스트",
            "kubectl get sc",
            "default sc 가 1개인지 확인",
            "dv 생성 요청시 명시한 storage class 가 현재 정상인지 테스트",
            "pod 이 Running Status 인지",
            "해당 sc 로 pvc 생성 시 pv 가 정상적으로 dynamic provisioning 되는지 테스트",
            "해당 sc 의 pvc 를 mount 시킨 pod 이 정상 생성되는지 테스트",
            (
                "cdiconfig 의 status.scratchSpaceStorageClass 에 적힌 storageClassName이 현재"
                " 사용가능한지 테스트"
            ),
            "kubectl describe cdiconfig",
            "kubectl get pv,pvc -n {$Namespace}",
            (
                "dv 와 같은 이름으로 시작하는 pvc 와 dvName-scratch 이름의 pvc 2개가 모두 생성되고"
                " pv 와 bound 되었는지 확인"
            ),
            "busybox image 로 pod 을 각 노드별로 create 하여 pod 간 ping 이 정상적으로 가는지",
            "default sc 가 없거나 2개 이상인 경우는 1개를 선택하여 default sc 로 만들어줍니다.",
            (
                'kubectl patch storageclass {$StorageClassName} -p \'{"metadata": {"annotations":'
                '{"storageclass.kubernetes.io/is-default-class":"true"}}}\''
            ),
            (
                'kubectl patch storageclass {$StorageClassName} -p \'{"metadata": {"annotations":'
                '{"storageclass.kubernetes.io/is-default-class":"false"}}}\''
            ),
            "dv 생성 요청한 sc 가 정상이 아니라면 해당 storageclass 를 확인합니다.",
            "더이상 사용 중이 아닌 storageclass 라면 다른 storageclass 로 변경합니다.",
            "dvName 으로 시작하는 pvc, pv 가 정상 생성되지 않는다면 storageclass 를 확인합니다.",
            "pod 끼리 통신이 되지 않는다면 network 를 확인합니다.",
            (
                "kubectl patch cdiconfig {$CdiConfigName} --type merge -p"
                ' \'{"spec":{"scratchSpaceStorageClass":'
            ),
            "spec.pvc.storageClassName",
        ),
    ),
    "cdi-6": Facts(
        status=Status.SOLVED,
        versions="v1.11.0",
        causes=("비정상 삭제", "재설치"),
        keywords=(
            ("cdi-operator pod",),
            ("crd",),
            ("v1.11.0",),
            ("삭제", "uninstall", "delete"),
            ("설치", "install", "deploy"),
        ),
        rule_outs=("존재하지 않는다면 해당 이슈가 아닙니다.",),
        shared=(REINSTALL_FIX,),
        says=(
            "cdi 설치 단계에서 cdi-operator pod 을 제외한 다른 pod 이 아예 생성되지 않는 경우",
            "cdi-operator pod 의 log 를 확인했을 때",
            "중요 로그",
            (
                '{"level":"error","ts":1587955224.906415,"logger":"kubebuilder.controller",'
                '"msg":"Reconciler error","controller":"cdi-operator-controller","request":"/cdi",'
                '"error":"*v1beta1.CustomResourceDefinition /datavolumes.cdi.kubevirt.io'
                " missing last"
                ' applied config","stacktrace":"kubevirt.io/containerized-data-importer/vendor/'
            ),
            (
                "/go/src/kubevirt.io/containerized-data-importer/vendor/k8s.io/apimachinery/pkg/util/"
                'wait/wait.go:88"}'
            ),
            "log 에 적힌 crd 가 kubernetes cluster 에 존재하는지 확인",
            "위의 로그의 예에서는 datavolumes.cdi.kubevirt.io 를 확인합니다.",
            "kubectl get crd | grep datavolumes.cdi.kubevirt.io",
            "datavolumes.cdi.kubevirt.io {$과거 날짜}",
            "cdi 모듈 install 을 시도한 날짜가 아닌 {$과거 날짜} 가 조회된다면",
            "삭제 과정에서 비정상적으로 삭제되었다는 것을 의미합니다.",
            "cdi 관련 resource 전체를 삭제합니다.",
            "kubectl delete -f cdi-cr.yaml",
            "kubectl delete -f cdi-operator.yaml",
            "과거 delete 할 당시 미처 삭제되지 않은 cdi 관련 crd 를",
            "kubectl get crd",
            "kubectl apply 를 통해 재설치하면 정상적으로 설치됩니다.",
        ),
    ),
}

PRODUCT_SAYS = (
    (
        "Containerized Data Importer (CDI) 는 pv 관리를 위한 k8s 의 add-on 으로써 kubevirt 로 vm 을"
        " 생성할 때, vm 에 mount 시킬 pvc 에 image 등의 data를 담아 생성할 수 있는 기능을"
        " 제공합니다."
    ),
    "kubectl describe cdi",
    "output 의 status.Observed Version, status.Operator Version, status.Target Version 을 통해",
    "kubectl get pod -n cdi",
    "cdi-apiserver, cdi-deployment, cdi-operator, cdi-uploadproxy 의 4 개의 pod 이 떠있습니다.",
    "kubectl describe pod {$PodName} -n {$PodNamespace}",
    "kubectl logs {$PodName} {$ContainerName} -n {$PodNamespace}",
    "pod 이 single container 만 가지고 있을 경우는 kubectl logs {$PodName} -n {$PodNamespace}",
    (
        "Pod 의 status 가 ContainerCreating 혹은 CrashLoopBackoff 상태일 경우는 해당 커맨드로"
        " 로그를 확인하기 어려울 수 있습니다."
    ),
    "kubectl get sc",
    "kube cluster 환경에 등록되어있는 storageclass 목록을 확인합니다.",
    "cdi 설치 및 사용 중 발생하는 대부분 에러의 원인은 다음 중 하나입니다.",
    "cdi 모듈의 비정상 설치",
    "docker registry 등록 문제",
    "image 문제",
    "storage class 문제",
    "mount to pod 불가",
    "pod 에서 외부로의 통신 불가",
    "pod to pod 통신 불가",
    "NetworkPolicy 문제",
    "resourceQuota 부족",
    "cdi 모듈 자체 버그",
    f"namespace with resourceQuota 문제 ([v1.12에서 해결]({RELEASE}))",
    f"ingress with null http 문제 ([v1.12에서 해결]({RELEASE}))",
    "이슈 케이스는 상황(주로 importer-pod 의 phase)에 따라 분류하였습니다.",
    "해당 namespace 에 importer-pod 이 임시로 생성되며 data-import 후 삭제됩니다.",
    "ctrl + F로 !{$키워드} 를 검색하세요.",
    "에러 상황을 나타내는 키워드를 검색하세요.",
    (
        "키워드 예시) !importer pod, !pending, !crashloopbackoff, !storageclass, !webhook,"
        " !insecure registry"
    ),
)
PRODUCT_LINKS = {SC_TEST, SC_FIX, POD_TEST, QUOTA_TEST, REINSTALL_FIX, REGISTRY_FIX, UPGRADE_FIX}


@cache
def catalog() -> Catalog:
    knowledge = read_knowledge(KB, "kb")
    assert knowledge.problems == ()
    return knowledge.catalog


def issue(id_: str) -> Issue:
    return next(issue for issue in catalog().issues if issue.id == id_)


def said(*paths: str) -> str:
    """Return the text of files, on one line and without emphasis or backticks."""
    text = "\n".join((KB / path).read_text("utf-8") for path in paths)
    return " ".join(text.replace("**", "").replace("`", "").split())


def shared_of(id_: str) -> list[str]:
    found = issue(id_)
    return [*(test.shared for test in found.tests if test.shared), *found.fixes]


def test_the_six_issues_are_there_in_their_order() -> None:
    assert [found.id for found in catalog().issues_of("cdi")] == list(ISSUES)


@pytest.mark.parametrize("id_", ISSUES)
def test_an_issue_keeps_its_causes_keywords_and_rule_outs(id_: str) -> None:
    facts, found = ISSUES[id_], issue(id_)
    assert (found.status, found.versions, found.causes) == facts[:3]
    assert {keyword.spellings for keyword in found.keywords} == set(facts.keywords)
    outs = tuple(sentence for test in found.tests for sentence in test.rule_outs)
    assert outs == facts.rule_outs


@pytest.mark.parametrize("id_", ISSUES)
def test_an_issue_brings_in_what_it_shares_with_others(id_: str) -> None:
    assert shared_of(id_) == list(ISSUES[id_].shared)


@pytest.mark.parametrize(
    ("id_", "fact"), [(id_, fact) for id_, facts in ISSUES.items() for fact in facts.says]
)
def test_an_issue_still_says(id_: str, fact: str) -> None:
    assert fact in said(issue(id_).path, *shared_of(id_))


@pytest.mark.parametrize("fact", PRODUCT_SAYS)
def test_the_product_page_still_says(fact: str) -> None:
    assert fact in said("cdi/index.md")


def test_the_product_page_leads_to_what_mends_its_known_causes() -> None:
    product = catalog().product("cdi")
    assert all(product in catalog().mentions[path] for path in PRODUCT_LINKS)


def test_what_is_known_of_the_default_storageclass_stands_in_its_test() -> None:
    text = said(SC_TEST)
    assert "(default) 라고 적혀져 있는 storageclass 가 현재 default storageclass 입니다." in text
    assert "default sc 가 2개 이상일 경우 문제가 발생할 수 있으니" in text


def test_every_page_says_when_it_was_last_checked() -> None:
    assert {issue.reviewed for issue in catalog().issues_of("cdi")} == {REVIEWED}
    assert {shared.reviewed for shared in catalog().shared.values()} == {REVIEWED}


def test_spellings_of_one_placeholder_are_declared_the_same() -> None:
    placeholders = catalog().product("cdi").placeholders
    assert placeholders == {"PodNamespace": "Namespace", "Namespace 이름": "Namespace"}


def test_a_product_without_issues_has_its_page() -> None:
    assert catalog().product("rook-ceph").title == "Rook Ceph"
    assert catalog().issues_of("rook-ceph") == ()
