"""What the columns of tables and the keys of JSON records are called, and what they hold."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_SYNONYMS: Final[dict[str, str]] = {  # in the order of trust: of two columns of a kind the first here counts
    "title": (
        "title titles papertitle articletitle documenttitle primarytitle fulltitle 标题 论文标题 题名 论文"
        " originaltitle papername"
    ),
    "paper": "paper",
    "name": "displayname headline name",
    "short": "shorttitle titleshort",
    "abstract": (
        "abstract abstractnote abstracttext paperabstract abstracts abstractinvertedindex summary abs"
        " description descriptions originalabstract 摘要"
    ),
    "authors": (
        "authorfullnames authorsfullnames authorlist authorships authors author authornames authorsnames"
        " authorname authorstring authorshipsauthordisplayname creators creator 作者 firstauthors firstauthor"
    ),
    "editors": "editors editor bookeditors secondaryauthors",
    "arxiv": "arxivid arxiv eprint arxivnumber paperarxivid arxiveprints externalidsarxiv",
    "doi": "doi dois doilink paperdoi externalidsdoi idsdoi arxivdoi",
    "pmid": "pmid pubmedid pubmed externalidspubmed idspmid",
    "forum": "forum",
    "id": "id paperid identifier accessionnumber entryid uid",
    "said": "extra archivelocation archiveid",
    "address": (
        "url link links paperurl paperlink absurl urlabs paperurlabs abslink arxivurl arxivlink openurllink"
        " htmlurl html pageurl articleurl articlelink huggingfaceurl hfurl href landingpageurl externalurl"
        " sourceurls primarylocationlandingpageurl openaccessoaurl bestoalocationlandingpageurl ee"
        " sourcelinkout dimensionsurl sameas 链接"
    ),
    "pdf": (
        "pdf pdfurl urlpdf pdflink arxivpdfurl paperpdf paperpdfurl paperurlpdf openaccesspdf"
        " openaccesspdfurl fulltexturl primarylocationpdfurl bestoalocationpdfurl"
    ),
    "code": "code codeurl codelink github githuburl githubrepo repo repository repourl 代码",
    "published": (
        "published publishedat publisheddate publishdate publicationdate publisheddatetime datepublished"
        " pubdate firstpublicationdate coverdate issued preprintdate date issuedate onlinedate"
        " publicationdateonline publicationdateprint earlyaccessdate epubdate earliestdate pdate year"
        " publicationyear publishedyear pubyear 日期 发布日期 年份"
    ),
    "made": "submitted submissiondate created createdat createddate createdtime createdate cdate",
    "month": "month publishedmonth publicationmonth",
    "day": "day publishedday",
    "votes": "upvotes votes likes",
    "venue": (
        "publicationtitle sourcetitle journaltitle containertitle booktitle venue fulljournalname journalname"
        " journal journalbook journalinfojournaltitle primarylocationsourcedisplayname publicationvenuename"
        " publicationname proceedingstitle proceedings proceeding conference conferencename conferencetitle"
        " meetingname anthologytitle secondarytitle publicationinfo journalref arxivjournalref"
        " journalabbreviation abbreviatedsourcetitle source 期刊"
    ),
    "comment": "comment comments note notes remarks annotation arxivcomment",
    "gist": "tldr tldrtext",
    "nested": "content info metadata attributes bibjson data",
    "unread": (
        # What is known and of no use here: kept in the source, not worth a word in the report.
        "access accessdate accessed acknowledgements acronym addresses advisor age aikeywords aisummary"
        " altmetric apclist apcpaid applicationnumber archive articleno articlenumber artno artworksize"
        " assignee attachments attorneyagent authorcount biblio bibtex callnumber castmember categories"
        " category citedby coden codenumber codeofethics collections commenter committee composer context"
        " contributor contributors controlnumber copyright corpusid correspondenceaddress cosponsor counsel"
        " countsbyyear court covidence databaseprovider datasets dateadded dateaddedtoxplore datemodified"
        " discussionid documentidentifier documenttype domain ecc edition eid emailaddresses embedding"
        " externalidsacl externalidscorpusid externalidsdblp externalidsmag externalidspubmedcentral fcr"
        " fileattachments filingdate framework fulltextorigin fulltexturllist fwci githubstars gsrank guest"
        " hasfulltext haspdf history idsmag idsopenalex idspmcid ieeeterms index indexed indexedin inepmc"
        " inspeccontrolledterms inspecnoncontrolledterms interviewer invitation invitations"
        " isauthorparticipating isoa isofficial isparatext ispublished isretracted issue issueno issuenumber"
        " issuingauthority itemid itemkey itemtype key label labelincluded legalstatus legislativebody lensid"
        " library librarycatalog libraryid license linkattachments location locations locationscount mdate"
        " mediaurls medium meetingdate mentionedingithub mentionedinpaper meta microsoftacademicid modified"
        " modifiedat nihmsid no number numberofvolumes numcomments odate openaccess orcid orcids organization"
        " pagination paperhash partnumber place pmc pmcid position primaryarea primarycategory prioritynumbers"
        " producer programminglanguage projectpage publicationid publicationstage publicationtype"
        " publicationtypes querydate rank rcr read readers recipient recordid recordnumber ref relatedworks"
        " relations relevancescore replyto reporter researcherids retrievedat reviewedauthor rights rightslist"
        " runningtime scale score scriptwriter section series serieseditor seriesnumber seriestext seriestitle"
        " session signatures sourceid specialissue sponsors stars status study submittedby submittedondailyat"
        " submittedondailyby supplement system tcdate thumbnail tmdate translator type typecrossref"
        " typeofreference types updated updatedat uri venueid venuetype version versions volume wordsby"
        " writers"
    ),
}
_KINDS: Final[dict[str, tuple[str, int]]] = {
    name: (kind, rank) for kind, names in _SYNONYMS.items() for rank, name in enumerate(names.split())
}
_STEMS: Final = (
    "affiliation alternatetitle authoraddress authorid authorsid bookauthor bookdoi bookseries"
    " categor chemical citation cited cites citing clinicaltrial concept confdate"
    " conferencecode conferencedate conferencehost conferencelocation conferencesponsor confloc"
    " correspondingauthor country dateofexport emtree fieldsofresearch"
    " fieldsofstudy fileattach funders funding grant groupauthor highlycited hotpaper idsnumber"
    " institution isbn issn keyword language manufacturer mesh openaccess page placepublished"
    " publisher rawaffiliation reference relatedurl reprint researchareas sequencenumbers"
    " seriessub subject sustainabledevelopment topic tradename usagecount webofscience wos"
)
"""Parts of names of such that come in many forms."""
_UNREAD: Final = re.compile("|".join((*_STEMS.split(), "tags?$")))
_SIGNS: Final = re.compile(r"[\W_]+")


def bare(name: str) -> str:
    """A name of a column or key without signs and case: `Author(s)` and `authors` are one."""
    return _SIGNS.sub("", name.casefold())


@cache
def kind(name: str, path: str = "") -> tuple[str | None, int]:
    """What a column or key holds, and which of the names for it this is (the lower the better). None for an
    unknown one, "unread" for one that is no use. `path` are the keys it stands under, bare, in one word."""
    told = f"{path}{bare(name)}"
    if told in _KINDS:
        return _KINDS[told]
    return ("unread" if _UNREAD.search(told) else None), 0


def named(name: str) -> str | None:
    """What a column holds that is called just so; None for one known by its stem only, or not at all."""
    return _KINDS.get(bare(name), (None, 0))[0]
