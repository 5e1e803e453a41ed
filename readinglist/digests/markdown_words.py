"""The words of Markdown digests: what columns and labels are called, and which link texts are no titles."""

from __future__ import annotations

import re
from typing import Final, Literal

Field = Literal[
    "title", "authors", "published", "paper", "pdf", "code", "abstract", "translation", "summary", "comment",
    "venue", "votes", "aside",
]  # fmt: skip

_FIELDS: Final[dict[Field, str]] = {
    "title": (
        "title|paper title|article title|papers title|标题|论文标题|論文標題|题目|论文题目|英文标题|제목|タイトル"
    ),
    "authors": "author|authors|author s|first author|lead author|作者|論文作者|作者列表|저자|著者",
    "published": (
        "date|publish date|published|publication date|published date|published on|publish|year|time|posted|"
        "submitted|submission date|updated|update|日期|发布日期|发布|发表日期|发表时间|发布时间|更新日期|"
        "提交日期|时间|年份|날짜|日付"
    ),
    "paper": (
        "paper|papers|link|links|url|paper link|paper url|paper links|arxiv|arxiv id|arxivid|arxiv link|abs|"
        "arxiv url|source|id|doi|paper id|read|hugging face|huggingface|hf|论文|論文|链接|連結|论文链接|原文|"
        "原文链接|论文地址|地址|링크|논문|リンク"
    ),
    "pdf": "pdf|pdf link|pdf url|download|下载|pdf链接",
    "code": (
        "code|codes|github|code link|repo|repository|code repository|implementation|official code|代码|"
        "代码链接|開源代碼|开源代码|코드|コード"
    ),
    "abstract": (
        "abstract|abstracts|summary|original abstract|abstract original|original|english abstract|摘要|"
        "英文摘要|论文摘要|原文摘要|초록|要旨|要約|概要"
    ),
    "translation": (
        "translation|translated abstract|chinese abstract|abstract translation|中文摘要|摘要翻译|翻译|中文翻译|"
        "번역|translate"
    ),
    "summary": (
        "tl dr|tldr|tl|ai summary|llm summary|short summary|one sentence summary|one line summary|总结|"
        "一句话总结|概述|核心内容|中文总结|ai总结|요약|gpt summary"
    ),
    "comment": ("comment|comments|note|notes|remark|remarks|备注|评论|说明|评语|description|简介|비고|描述"),
    "venue": (
        "venue|conference|journal|journal ref|publication|pub|publisher|conf|会议|期刊|发表于|来源|출판|会议期刊"
    ),
    "votes": "votes|upvotes|upvote|likes|热度|点赞|点赞数|赞|추천",
    "aside": (
        "category|categories|primary category|subject|subjects|score|tags|tag|keywords|keyword|topic|topics|"
        "institution|institutions|affiliation|affiliations|institute|organization|rank|no|number|index|"
        "relevance|机构|方向|类别|分类|标签|关键词|主题|排名|序号|编号|评分|motivation|method|methods|result|"
        "results|conclusion|conclusions|announce type|动机|方法|结果|结论|领域|分数|type|dataset|datasets|data|"
        "project|project page|website|demo|video|slides|homepage|model|models|task|tasks|tweet|stars|created|"
        "last updated|submitted by|github stars|中文标题|标题翻译"
    ),
}
_FIELD_OF: Final = {word: field for field, words in _FIELDS.items() for word in words.split("|")}

_NO_TITLE: Final = frozenset(
    word
    for words in (
        "a abs abstract acm alphaxiv article arxiv available bib bibtex biorxiv blog blogpost chinese citation",
        "cite cn code colab ctrl cvf data dataset datasets demo details discussion doi download elsevier en",
        "english face full github gitlab here hf home homepage html hugging huggingface ieee in info",
        "information insights is journal key kimi link links medrxiv metadata model models more nature news",
        "notes official on online open openreview overview page pages paper papercool papers pdf post poster",
        "pre preprint print proceedings project pub publication publisher pwc pytorch read reddit repo",
        "repository resources review scholar science semantic slide slides source space springer stars studio",
        "summary supp suppl supplemental supplementary talk tensorflow text the this to tweet twitter url v",
        "version via video videos view visit web webpage website wechat weights x youtube zhihu リンク 下载",
        "中文 主页 代码 原文 原文链接 地址 查看原文 查看论文 知乎 論文 论文 论文地址 论文链接 详情 连接 链接",
        "阅读全文 阅读原文 阅读论文 项目 项目主页 논문 링크 블로그 코드",
    )
    for word in words.split()
)
_VENUES: Final = frozenset(
    word
    for words in (
        "aaai acl acm acml acmmm arxiv asia award best biorxiv bmvc chi cikm coling colm comm commun conll",
        "corl cvpr cvprw eacl eccv emnlp findings highlight icaps icassp iccv iccvw icdm icip iclr icml icra",
        "ieee ijcai ijcnlp ijcv ijrr interspeech iros iswc jmlr kdd long lrec main medrxiv miccai mlsys mm",
        "naacl nat nature neurips neuripsw nips openreview oral osdi pami pldi pmlr poster ral recsys rss",
        "science short siggraph sigir sigmod spotlight tacl tcsvt tgrs tip tkde tmi tmlr tmm tnnls tog tpami",
        "trans tro uai usenix vldb wacv workshop wsdm www",
    )
    for word in words.split()
)
_TOKEN: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d\d")
_KEY: Final = re.compile(r"[\W\d_]+")
_FEW: Final = 5
_LONGEST_LABEL: Final = 48
_PARTS: Final = frozenset(
    {"aim", "aims", "background", "context", "discussion", "findings", "importance", "interpretation",
     "introduction", "limitations", "objective", "objectives", "purpose", "significance", "背景", "目的", "意义"}
)  # fmt: skip
"""Labels within an abstract, besides those of `aside`."""
_COLONS: Final = (":", "：")


def field(name: str) -> Field | None:
    """What a column or label of this name holds."""
    return _FIELD_OF.get(_KEY.sub(" ", name[: 2 * _LONGEST_LABEL]).strip().lower())


def labelled(line: str) -> tuple[Field, str] | None:
    """A line `Label: value` as field and value; None where it begins with no label."""
    head = line[:_LONGEST_LABEL]
    places = [place for colon in _COLONS if (place := head.find(colon)) > 0]
    if not places:
        return None
    at = min(places)
    kind = field(head[:at])
    return (kind, line[at + 1 :].lstrip(":").strip(" *_")) if kind else None


def remarks(line: str, bold: str) -> bool:
    """Whether bold type at the beginning of a line is a label that no field has, `**My take:** …`."""
    behind = line[len(bold) :].lstrip() if line.startswith(bold) else ""
    label = bold.rstrip().rstrip("".join(_COLONS))
    is_label = bold.rstrip().endswith(_COLONS) or behind.startswith(_COLONS)
    return is_label and len(label) < _LONGEST_LABEL and label.strip().lower() not in _PARTS


def is_title(text: str) -> bool:
    """Whether a text, most often a link's, can be a title: it does not only say what is linked, when it
    appeared or where."""
    tokens = _TOKEN.findall(text.lower()[:600])
    words = [(word, token) for token in tokens if (word := token.strip("0123456789"))]
    if not words or "://" in text or text.lower().startswith(("arxiv:", "doi:", "10.")):
        return False
    if len(words) > _FEW:
        return True
    if all(word in _NO_TITLE or word in _VENUES or len(token) == 1 for word, token in words):
        return False
    return not (_DIGIT.search(text[:100]) and any(word in _VENUES for word, _ in words))
