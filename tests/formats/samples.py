"""Documents as the composer would make them, written by hand: what the formats are tried and looked at with."""

from __future__ import annotations

from dataclasses import replace

from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    Bullets,
    Card,
    Checklist,
    Closing,
    DateLine,
    Document,
    Enclosures,
    Heading,
    PageForm,
    Paragraph,
    Reference,
    Run,
    Salutation,
    Sender,
    Signature,
    Subject,
    Timeline,
    TimelinePoint,
)

WINDOW = PageForm(
    id="a4-window",
    address=(20.0, 45.0, 85.0, 45.0),
    body_top=103.0,
    margins=(20.0, 20.0, 22.0, 25.0),
    fold_marks=(105.0, 210.0),
)
US_LETTER = PageForm(
    id="us-letter",
    paper="Letter",
    address=(22.0, 52.0, 90.0, 28.0),
    margins=(20.0, 25.4, 20.0, 25.4),
    sender="left",
    date="left",
)
JAPANESE = PageForm(
    id="jp-a4", margins=(22.0, 25.0, 22.0, 25.0), sender="right", date="right", subject="centre", closing="right"
)
KOREAN = PageForm(
    id="kr-a4", margins=(25.0, 22.0, 22.0, 22.0), sender="left", date="right", subject="left", closing="right"
)
SHEET = PageForm(id="sheet", margins=(18.0, 20.0, 18.0, 20.0))


def _p(text: str, *, strong: bool = False) -> Paragraph:
    return Paragraph(runs=(Run(text=text, strong=strong),))


def _items(*texts: str, ordered: bool = False) -> Bullets:
    return Bullets(items=tuple((Run(text=text),) for text in texts), ordered=ordered)


def english() -> Document:
    """A business letter in English for a window envelope, two pages."""
    return Document(
        role="letter",
        language="en",
        direction="ltr",
        title="Request for access",
        reference="FW-7K2M-94QD",
        form=WINDOW,
        page_words="Page {page} of {pages}",
        neutral=True,
        blocks=(
            Sender(lines=("Łukasz Wiśniewski", "Prinsengracht 263-2", "1016 GV Amsterdam", "l.wisniewski@example.org")),
            Addressee(
                lines=(
                    "Facial Index Corporation",
                    "Privacy Office",
                    "99 Example Street, Floor 12",
                    "New York, NY 10013",
                    "UNITED STATES OF AMERICA",
                )
            ),
            DateLine(text="Amsterdam, 22 November 2026"),
            Reference(label="My reference:", text="FW-7K2M-94QD"),
            Subject(text="Request for access to, and erasure of, my face data under the GDPR"),
            Salutation(text="Dear Sir or Madam,"),
            _p(
                "This is a request under the General Data Protection Regulation (GDPR). It concerns "
                "images of my face and"
                " biometric data made from them. Its purpose is the one the law gives it: to know "
                "whether and how these"
                " data are processed, and to verify that the processing is lawful."
            ),
            Heading(runs=(Run(text="How you can find my data"),)),
            _items(
                "Amsterdam Centraal, ticket hall, 1 November 2026, 10:00–10:30: a camera above gate 14",
                "https://images.example.org/people/2019/10/annual-meeting/gallery?page=12&view=full#photo-000271828",
            ),
            Heading(runs=(Run(text="Access"),)),
            _p("Under Article 15(1) and (3) GDPR, please tell me, and give me a copy of:"),
            _items(
                "every image of my face that you hold, with the address of the page or the place of "
                "the camera it came"
                " from and the day on which you obtained it;",
                "every face template (faceprint, embedding, hash) made from such an image, with the "
                "name and version of"
                " the model that made it;",
                "the log of searches that returned my data: day, purpose, score, and who searched;",
                "any watch list on which I stand, who entered me, on what ground and until when;",
                "each recipient to whom my data were or will be disclosed, by name;",
                "whether my data were used to train, test or improve any system, and which.",
                ordered=True,
            ),
            Heading(runs=(Run(text="Erasure"),)),
            Paragraph(
                runs=(
                    Run(text="Under Article 17(1) GDPR I ask you to erase these data. "),
                    Run(text="Please answer the request for access first", strong=True),
                    Run(
                        text=", so that I can see what is to be erased. Erasure covers images, templates, "
                        "links to other"
                        " records and whatever was built from them, and word of it to every "
                        "recipient (Article 19 GDPR)."
                    ),
                )
            ),
            Heading(runs=(Run(text="We also ask, without claiming a right"),)),
            _p(
                "Please keep my face out of your index from now on, by a means that does not need a "
                "template of my face"
                " to be stored; and tell me of any equal service without face matching."
            ),
            Heading(runs=(Run(text="Your answer"),)),
            _p(
                "The Regulation gives you one month from the day on which you receive this letter "
                "(Article 12(3) GDPR)."
                " An answer by e-mail to the address above is enough. If you cannot identify me with "
                "what stands in this"
                " letter, please tell me what else you need, and no more than you need (Article 12(6) GDPR)."
            ),
            Closing(text="Yours faithfully,"),
            Signature(name="Łukasz Wiśniewski"),
            Enclosures(label="Enclosures", items=("Photograph of my face, for finding my data only (1 page)",)),
        ),
    )


def american() -> Document:
    """A short letter on Letter paper, sender at the left above the window."""
    return Document(
        role="letter",
        language="en",
        direction="ltr",
        title="Request",
        reference="FW-US-001",
        form=US_LETTER,
        page_words="Page {page} of {pages}",
        blocks=(
            Sender(lines=("María José O’Neil", "742 Evergreen Terrace", "Springfield, IL 62704", "mj@example.org")),
            Addressee(lines=("Example Retail, Inc.", "Attn: Privacy", "1 Market Square", "Chicago, IL 60601")),
            DateLine(text="November 22, 2026"),
            Reference(label="Re:", text="FW-US-001"),
            Subject(text="Request to delete biometric information"),
            Salutation(text="To whom it may concern:"),
            _p("Please delete the biometric information you hold about me, and tell me when you have done so."),
            Closing(text="Sincerely,"),
            Signature(name="María José O’Neil", note="Resident of Illinois"),
        ),
    )


def japanese() -> Document:
    """A business letter in Japanese: date right, addressee left, title centred, 記, 以上."""
    return Document(
        role="letter",
        language="ja",
        direction="ltr",
        title="保有個人データの開示請求書",
        reference="FW-3T8R-61BN",
        form=JAPANESE,
        page_words="{page} / {pages} ページ",
        neutral=True,
        blocks=(
            DateLine(text="2026年11月22日"),
            Addressee(
                lines=(
                    "〒150-0002",
                    "東京都渋谷区渋谷2丁目99番9号",
                    "株式会社丸善ジュンク堂書店",
                    "個人情報保護管理者　御中",
                )
            ),
            Sender(
                lines=(
                    "〒160-0022",
                    "東京都新宿区新宿1-2-3　メゾン髙﨑 405号室",
                    "髙﨑　陽子（たかさき　ようこ）",
                    "E-mail: yoko.takasaki@example.or.jp",
                )
            ),
            Subject(text="保有個人データの開示等請求書"),
            Salutation(text="拝啓　時下ますますご清栄のこととお慶び申し上げます。"),
            _p(
                "　私は、個人情報の保護に関する法律（平成15年法律第57号。以下「法」といいます。）第33"
                "条第1項及び第35条第1項に基づき、"
                "貴社が保有する私の顔画像並びにこれから生成された顔特徴データ（個人識別符号を含みます"
                "。）について、下記のとおり請求いたします。"
                "ご回答は、書面又は電子メール（yoko.takasaki@example.or.jp）にてお願い申し上げます。"
            ),
            _p(
                "　なお、共同利用されている場合には、法第27条第5項第3号の事項（共同して利用する者の範"
                "囲、利用目的、管理責任者の氏名又は名称等）も"
                "併せてお示しください。貴社の公表事項「https://www.example.co.jp/privacy/face-recogni"
                "tion/notice.html」を拝見しました。"
            ),
            Closing(text="敬具"),
            Heading(runs=(Run(text="記"),)),
            _items(
                "開示を求める保有個人データ：店舗の防犯カメラで撮影された私の顔画像、顔特徴データ、登"
                "録の日時及び理由、照合の記録",
                "撮影されたと思われる日時及び場所：2026年11月1日（日）午前10時頃、渋谷店1階「キャッシャー」付近",
                "利用停止等を求める理由：利用する必要がなくなったため（法第35条第5項）",
                "本人確認書類：運転免許証の写し（本籍欄及び臓器提供意思表示欄を黒塗りしたもの）",
                ordered=True,
            ),
            Closing(text="以上"),
            Enclosures(label="同封書類", items=("本人確認書類の写し　1通", "返信用封筒　1通")),
        ),
    )


def korean() -> Document:
    """An official letter in Korean, with a Polish name, hanja and Japanese in it."""
    return Document(
        role="letter",
        language="ko",
        direction="ltr",
        title="개인정보 열람 요구서",
        reference="FW-9H4C-20XV",
        form=KOREAN,
        page_words="{pages}쪽 중 {page}쪽",
        neutral=True,
        blocks=(
            Addressee(lines=("수신: 주식회사 예시마트 개인정보 보호책임자 귀중", "(04524) 서울 중구 세종대로 999")),
            Sender(
                lines=(
                    "발신: 홍길동(洪吉童)",
                    "(03045) 서울특별시 종로구 사직로 161, 101동 1203호",
                    "전자우편: gildong.hong@example.kr",
                )
            ),
            DateLine(text="2026년 11월 22일"),
            Reference(label="문서번호:", text="FW-9H4C-20XV"),
            Subject(text="제목: 개인정보(얼굴 정보) 열람 및 삭제 요구"),
            Salutation(text="귀사의 무궁한 발전을 기원합니다."),
            _p(
                "본인은 「개인정보 보호법」 제35조 제1항에 따라 귀사가 처리하는 본인의 얼굴 영상과 "
                "그로부터 생성된 얼굴 특징정보의 열람을"
                " 요구하며, 열람 후 같은 법 제36조 제1항에 따라 그 삭제를 요구합니다. 함께 촬영된 "
                "사람은 Łukasz Wiśniewski(폴란드 국적)와"
                " 山田太郎(やまだ たろう)입니다."
            ),
            Heading(runs=(Run(text="- 아  래 -"),)),
            _items(
                "개인정보의 항목 및 내용: 얼굴 영상, 얼굴 특징정보, 출입 및 대조 기록",
                "개인정보의 수집·이용의 목적과 보유 및 이용 기간",
                "제3자 제공 현황: 제공받은 자의 명칭과 제공 일시",
                "개인정보 처리에 동의한 사실 및 내용(민감정보에 대한 별도의 동의를 포함한다)",
                ordered=True,
            ),
            _p(
                "귀사는 이 요구를 받은 날부터 10일 이내에 열람할 수 있도록 하여야 합니다. 회신은 전자"
                "우편 gildong.hong@example.kr 또는 위 주소로"
                " 보내 주시기 바랍니다."
            ),
            Closing(text="2026년 11월 22일"),
            Signature(name="홍길동", note="(서명 또는 인)"),
            Enclosures(label="붙임", items=("신분증 사본(주민등록번호 뒷자리 가림) 1부.  끝.",)),
        ),
    )


def sheet() -> Document:
    """The sender's sheet: banner, card, timeline, checklist."""
    return Document(
        role="sheet",
        language="en",
        direction="ltr",
        title="Notes",
        reference="FW-7K2M-94QD",
        form=SHEET,
        page_words="Page {page} of {pages}",
        blocks=(
            Banner(text="For you: do not send"),
            Subject(text="What happens next"),
            _p("You have a letter to Facial Index Corporation. Print it, sign it, and send it by registered post."),
            Checklist(
                title="Before you send it",
                items=(
                    (Run(text="Read the letter once more. It says only what you told us."),),
                    (Run(text="Sign it by hand on page 2."),),
                    (
                        Run(text="Check the postal address on the organisation’s own site. "),
                        Run(text="We have not been able to confirm it.", strong=True),
                    ),
                    (Run(text="Keep a copy of the letter and the receipt of the post office."),),
                ),
            ),
            Timeline(
                title="What happens when",
                points=(
                    TimelinePoint(when="22 November 2026", label="Letter dated"),
                    TimelinePoint(
                        when="about 2 December 2026",
                        label="Received",
                        text="We count ten days for the post. Replace it with the date on the receipt.",
                        estimated=True,
                    ),
                    TimelinePoint(
                        when="by 4 January 2027",
                        label="Answer due",
                        text="One month after receipt; 2 January is a Saturday, so the period ends on the "
                        "next working"
                        " day. The organisation may extend it by two months, if it tells you so within the first.",
                        estimated=True,
                    ),
                    TimelinePoint(
                        when="from 5 January 2027",
                        label="Reminder, then complaint",
                        text="Log in the case file that no answer came, and take the next letter from there.",
                        estimated=True,
                    ),
                    TimelinePoint(
                        when="no date in the law", label="Court", text="An action before a court does not wait."
                    ),
                ),
            ),
            Card(
                title="The regulator",
                rows=(
                    ("Name", (Run(text="Autoriteit Persoonsgegevens", strong=True),)),
                    ("", (Run(text="(Dutch data protection authority)"),)),
                    ("Post", (Run(text="Postbus 99999, 2509 AJ Den Haag"),)),
                    ("Telephone", (Run(text="+31 70 999 99 99"),)),
                    ("Website", (Run(text="https://regulator.example.org/en/complaints/submit-a-complaint"),)),
                    ("Languages", (Run(text="Dutch, English. A complaint costs nothing and needs no lawyer."),)),
                ),
            ),
            Heading(runs=(Run(text="If they ask for your passport"),)),
            _p(
                "They may ask for what they need to recognise you, not for more. Offer a copy on "
                "which your number, photo"
                " and signature are covered, and write the purpose across it."
            ),
            Heading(runs=(Run(text="Where this stands"),), level=2),
            _items("The Regulation, Articles 12, 15, 17 and 77.", "Law as of 22 November 2026; sources recorded."),
        ),
    )


def japanese_sheet() -> Document:
    """The sheet in Japanese, for the same blocks in another script."""
    return Document(
        role="sheet",
        language="ja",
        direction="ltr",
        title="控え",
        reference="FW-3T8R-61BN",
        form=SHEET,
        page_words="{page} / {pages} ページ",
        blocks=(
            Banner(text="ご本人用：送付しないでください"),
            Subject(text="これからの流れ"),
            _p("請求書を印刷し、署名又は押印のうえ、配達の記録が残る方法で送付してください。"),
            Checklist(
                title="送付の前に",
                items=(
                    (Run(text="請求書の内容をもう一度お読みください。"),),
                    (Run(text="宛先の住所を事業者の公表事項で確かめてください（確認できていません）。"),),
                ),
            ),
            Timeline(
                title="時期",
                points=(
                    TimelinePoint(when="2026年11月22日", label="請求書の日付"),
                    TimelinePoint(
                        when="2026年11月25日頃", label="到達", text="書留の配達日に読み替えてください。", estimated=True
                    ),
                    TimelinePoint(when="法律に日数の定めなし", label="回答", text="「遅滞なく」とされています。"),
                ),
            ),
            Card(
                title="相談先",
                rows=(
                    ("名称", (Run(text="個人情報保護委員会"),)),
                    ("電話", (Run(text="03-9999-9999（平日 9:30～17:30）"),)),
                    (
                        "話し方",
                        (
                            Run(
                                text="「店舗の顔認識システムに登録されているか、開示を請求しましたが回答がありません。」"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def reading_copy() -> Document:
    """The English letter as a reading copy: the same blocks under a banner."""
    original = english()
    return replace(
        original, role="reading_copy", blocks=(Banner(text="Reading copy: for you, not to be sent"), *original.blocks)
    )


def with_name(name: str) -> Document:
    """A short letter from a person of that name."""
    return Document(
        role="letter",
        language="en",
        direction="ltr",
        title="Letter",
        reference="FW-TEST",
        form=WINDOW,
        blocks=(
            Sender(lines=(name, "1 Example Road")),
            Addressee(lines=("Example Ltd", "2 Example Road")),
            Subject(text=f"Request of {name}"),
            _p(f"My name is {name}."),
            Card(title=name, rows=(("Name", (Run(text=name),)),)),
            Closing(text="Yours faithfully,"),
            Signature(name=name),
        ),
    )


def with_blocks(*blocks: Block, language: str = "en", form: PageForm = SHEET) -> Document:
    """A document of these blocks."""
    return Document(
        role="letter", language=language, direction="ltr", title="Letter", reference="FW-1", form=form, blocks=blocks
    )


ALL = {
    "english": english,
    "american": american,
    "japanese": japanese,
    "korean": korean,
    "sheet": sheet,
    "japanese-sheet": japanese_sheet,
    "reading-copy": reading_copy,
}
