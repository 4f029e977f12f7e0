"""One letter in each script, written by hand for the paper's tests; none of them is a letter that anybody sends."""

from __future__ import annotations

from typing import Literal

from facewrit.letters.document import (
    Addressee,
    Block,
    Bullets,
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
)

PLAIN = PageForm(id="a4", margins=(22.0, 22.0, 22.0, 25.0))
CENTRED = PageForm(id="east", margins=(22.0, 25.0, 22.0, 25.0), subject="centre", closing="right")

# language: subject, salutation, paragraphs, heading, items, closing, label of the reference, date, page words
_WORDS: dict[str, tuple[str, str, tuple[str, ...], str, tuple[str, ...], str, str, str, str]] = {
    "pl": (
        "Wniosek o dostęp do danych biometrycznych",
        "Szanowni Państwo,",
        (
            "na podstawie art. 15 ust. 1 i 3 rozporządzenia (UE) 2016/679 zwracam się o potwierdzenie, czy przetwarzają"
            " Państwo wizerunki mojej twarzy lub wzorce biometryczne z nich sporządzone, a jeżeli tak – o ich kopię.",
            "Proszę o odpowiedź w ciągu miesiąca na adres lukasz.wisniewski@example.org. Źródło: „kamera nad bramką”.",
        ),
        "Jak odnaleźć moje dane",
        ("Dworzec Główny, hala kasowa, 1 listopada 2026 r., godz. 10.00–10.30", "nr klienta 00017/ŁÓDŹ"),
        "Z poważaniem",
        "Mój znak:",
        "Łódź, 22 listopada 2026 r.",
        "Strona {page} z {pages}",
    ),
    "vi": (
        "Yêu cầu truy cập dữ liệu khuôn mặt",
        "Kính gửi Quý công ty,",
        (
            "Tôi đề nghị Quý công ty cho biết có đang xử lý hình ảnh khuôn mặt của tôi hoặc các mẫu sinh trắc học được"
            " tạo ra từ những hình ảnh đó hay không, và cung cấp bản sao các dữ liệu ấy theo quy định của pháp luật.",
        ),
        "Cách tìm dữ liệu của tôi",
        ("Ga Hà Nội, sảnh bán vé, ngày 1 tháng 11 năm 2026", "Số khách hàng 00017"),
        "Trân trọng",
        "Số tham chiếu:",
        "Hà Nội, ngày 22 tháng 11 năm 2026",
        "Trang {page}/{pages}",
    ),
    "tr": (
        "Yüz verilerine erişim başvurusu",
        "Sayın yetkili,",
        (
            "6698 sayılı Kanun’un 11. maddesi uyarınca, yüzüme ait görüntülerin ya da bunlardan çıkarılan biyometrik"
            " şablonların işlenip işlenmediğini öğrenmek istiyorum. İstanbul ve Iğdır şubelerindeki kayıtlar dâhildir.",
        ),
        "Verilerimi nasıl bulabilirsiniz",
        ("İstanbul Havalimanı, 1 Kasım 2026", "Müşteri no. 00017"),
        "Saygılarımla",
        "Sayı:",
        "İstanbul, 22 Kasım 2026",
        "Sayfa {page}/{pages}",
    ),
    "el": (
        "Αίτηση πρόσβασης σε δεδομένα προσώπου",
        "Αξιότιμες κυρίες, αξιότιμοι κύριοι,",
        (
            "Σύμφωνα με το άρθρο 15 παράγραφοι 1 και 3 του Κανονισμού (ΕΕ) 2016/679, παρακαλώ να με πληροφορήσετε"
            " αν τηρείτε εικόνες του προσώπου μου ή βιομετρικά πρότυπα που προέκυψαν από αυτές,"
            " και να μου δώσετε αντίγραφο.",
        ),
        "Πώς θα βρείτε τα δεδομένα μου",
        ("Σταθμός Αθηνών, 1 Νοεμβρίου 2026, 10:00–10:30", "Αριθμός πελάτη 00017"),
        "Με εκτίμηση",
        "Αριθμός αναφοράς:",
        "Αθήνα, 22 Νοεμβρίου 2026",
        "Σελίδα {page} από {pages}",
    ),
    "uk": (
        "Запит на доступ до біометричних даних",
        "Шановні пані та панове!",
        (
            "Відповідно до закону прошу повідомити, чи обробляєте ви зображення мого обличчя або біометричні шаблони,"
            " створені з них, і надати мені їх копію. Ґрунтовна відповідь потрібна в установлений законом строк.",
        ),
        "Як знайти мої дані",
        ("Вокзал, каси, 1 листопада 2026 р.", "Номер клієнта № 00017"),
        "З повагою",
        "Мій номер:",
        "Київ, 22 листопада 2026 р.",
        "Сторінка {page} з {pages}",
    ),
    "ja": (
        "保有個人データの開示請求書",
        "拝啓　時下ますますご清栄のこととお慶び申し上げます。",
        (
            "個人情報の保護に関する法律第33条第1項に基づき、貴社が保有する私の顔画像及び「顔特徴データ」（顔認識のために作成"
            "されたテンプレートを含む。）の開示を請求いたします。ご連絡はyoko.takasaki@example.or.jpまでお願いいたします。",
            "キャッシャー付近のカメラで撮影されたデータベースへの登録の有無、利用目的、第三者への提供先についてもお知らせください。",
        ),
        "対象となる個人データ",
        ("2026年11月1日午前10時頃、渋谷店入口のカメラにより取得された顔画像", "会員番号　00017"),
        "敬具",
        "請求番号",
        "2026年11月22日",
        "{page} / {pages} ページ",
    ),
    "ko": (
        "개인정보 열람 요구서",
        "귀사의 무궁한 발전을 기원합니다.",
        (
            "개인정보 보호법 제35조제1항에 따라 귀사가 보유하고 있는 본인의 얼굴 영상 및 이로부터 생성된"
            " 민감정보(얼굴 특징점)의 열람을 요구합니다. 회신은 gildong.hong@example.or.kr 로 보내 주시기 바랍니다.",
        ),
        "열람을 요구하는 개인정보",
        ("2026년 11월 1일 오전 10시경 서울역 매표소 앞 카메라로 촬영된 영상", "회원번호 00017 (洪吉童)"),
        "감사합니다.",
        "문서번호",
        "2026년 11월 22일",
        "{page} / {pages} 쪽",
    ),
    "zh-Hans": (
        "查阅、复制个人信息申请书",
        "尊敬的个人信息保护负责人：",
        (
            "根据《中华人民共和国个人信息保护法》第四十五条，本人请求查阅并复制贵公司处理的本人人脸图像及由此生成的“人脸特征”数据，"
            "并请说明处理目的、保存期限以及提供给第三方的情况。请将答复发送至 li.na@example.org，谢谢。",
        ),
        "如何查找我的信息",
        ("2026年11月1日上午10时，中山路店入口处摄像头拍摄的图像", "会员号码 00017"),
        "此致敬礼",
        "编号：",
        "2026年11月22日",
        "第 {page} 页，共 {pages} 页",
    ),
    "zh-Hant": (
        "查詢及複製個人資料申請書",
        "敬啟者：",
        (
            "依個人資料保護法第三條及第十條，本人請求查詢並製給複製本：貴公司所蒐集之本人臉部影像及由其產生之「臉部特徵」資料，"
            "並請說明利用目的、保存期間及提供予第三人之情形。回覆請寄至 ya-ting.chen@example.org。",
        ),
        "如何找到我的資料",
        ("2026年11月1日上午10時，臺北車站大廳入口監視器所攝影像", "會員編號 00017"),
        "敬上",
        "編號：",
        "2026年11月22日",
        "第 {page} 頁，共 {pages} 頁",
    ),
    "th": (
        "คำขอเข้าถึงข้อมูลใบหน้า",
        "เรียน เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล",
        (
            "ตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 30 ข้าพเจ้าขอเข้าถึงและขอรับสำเนาข้อมูลภาพใบหน้าของข้าพเจ้า"
            "และข้อมูลจำลองใบหน้าที่ท่านเก็บรวบรวมไว้ รวมทั้งขอให้เปิดเผยถึงการได้มาซึ่งข้อมูลดังกล่าว กรุณาตอบกลับที่ somchai@example.org"
            " ภายในสามสิบวัน ก็เพื่อให้ข้าพเจ้าทราบว่ามีการประมวลผลหรือไม่ ผู้อื่นได้รับข้อมูลนั้นหรือไม่ และน้ำเสียงที่บันทึกไว้ด้วย",
        ),
        "วิธีค้นหาข้อมูลของข้าพเจ้า",
        ("สถานีกลางกรุงเทพอภิวัฒน์ วันที่ 1 พฤศจิกายน 2569 เวลา 10.00 น.", "หมายเลขลูกค้า 00017"),
        "ขอแสดงความนับถือ",
        "เลขที่อ้างอิง",
        "22 พฤศจิกายน 2569",
        "หน้า {page} จาก {pages}",
    ),
    "my": (
        "မျက်နှာဆိုင်ရာ အချက်အလက်များ ကြည့်ရှုခွင့် တောင်းခံလွှာ",
        "လေးစားရပါသော တာဝန်ရှိသူ ခင်ဗျား",
        (
            "ကျွန်ုပ်၏ မျက်နှာပုံရိပ်များနှင့် ထိုပုံရိပ်များမှ ပြုလုပ်ထားသော ဇီဝအချက်အလက်များကို သင့်အဖွဲ့အစည်းက သိမ်းဆည်းထားခြင်း"
            " ရှိမရှိ အကြောင်းကြားပေးပါရန်နှင့် မိတ္တူပေးပါရန် မေတ္တာရပ်ခံအပ်ပါသည်။ အဖြေကို တစ်လအတွင်း ma.khin@example.org သို့"
            " ပေးပို့ပေးပါရန် တောင်းဆိုအပ်ပါသည်။",
        ),
        "ကျွန်ုပ်၏ အချက်အလက်များကို ရှာဖွေရန်",
        ("ရန်ကုန်ဘူတာကြီး၊ ၂၀၂၆ ခုနှစ် နိုဝင်ဘာလ ၁ ရက်", "ဖောက်သည်အမှတ် ၀၀၀၁၇"),
        "လေးစားစွာဖြင့်",
        "ရည်ညွှန်းအမှတ်",
        "၂၀၂၆ ခုနှစ် နိုဝင်ဘာလ ၂၂ ရက်",
        "စာမျက်နှာ {page} / {pages}",
    ),
    "hi": (
        "चेहरे के डेटा तक पहुँच का अनुरोध",
        "महोदय/महोदया,",
        (
            "डिजिटल व्यक्तिगत डेटा संरक्षण अधिनियम, 2023 की धारा 11 के अंतर्गत मैं जानना चाहता हूँ कि क्या आप मेरे चेहरे के चित्र"
            " अथवा उनसे बनाए गए बायोमेट्रिक टेम्पलेट संसाधित करते हैं, और यदि हाँ, तो कृपया उनका सारांश दें। कृपया उत्तर"
            " rajesh@example.org पर भेजें।",
        ),
        "मेरा डेटा कैसे मिलेगा",
        ("नई दिल्ली रेलवे स्टेशन, टिकट कक्ष, 1 नवंबर 2026", "ग्राहक संख्या 00017"),
        "भवदीय",
        "संदर्भ:",
        "नई दिल्ली, 22 नवंबर 2026",
        "पृष्ठ {page} / {pages}",
    ),
    "ar": (
        "طلب الاطلاع على بيانات الوجه",
        "السادة الكرام،",
        (
            "استنادًا إلى المادة 13 من القانون رقم (151) لسنة 2020، أطلب إفادتي عمّا إذا كنتم تعالجون صورًا لوجهي أو قوالب"
            " بيومترية مستخرجة منها، وتزويدي بنسخة منها. يُرجى الرد على omar@example.org خلال 30 يومًا، مع ذكر المرجع"
            " A-271493 ورقم الهاتف +20 2 9999 9999.",
            "الشركة هي «Facial Index Corporation» ومقرها New York, NY 10013 (الولايات المتحدة).",
        ),
        "كيف تجدون بياناتي",
        ("محطة القاهرة، صالة التذاكر، 1 نوفمبر 2026، من 10:00 إلى 10:30", "رقم العميل 00017"),
        "وتفضلوا بقبول فائق الاحترام",
        "المرجع:",
        "القاهرة، 22 نوفمبر 2026",
        "صفحة {page} من {pages}",
    ),
    "he": (
        "בקשת עיון בנתוני פנים",
        "לכבוד הממונה על הגנת הפרטיות,",
        (
            "לפי סעיף 13 לחוק הגנת הפרטיות, התשמ\"א-1981, אבקש לעיין בתמונות פניי ובתבניות הביומטריות שהופקו מהן"
            " (אם ישנן) ולקבל העתק מהן. נא להשיב לכתובת noa@example.org בתוך 30 יום, בציון אסמכתה A-271493.",
            "החברה היא Facial Index Corporation (ארצות הברית), טלפון 03-999-9999.",
        ),
        "כיצד למצוא את המידע עליי",
        ("תחנת תל אביב סבידור, אולם הכרטיסים, 1 בנובמבר 2026, 10:00–10:30", "מספר לקוח 00017"),
        "בכבוד רב",
        "אסמכתה:",
        "תל אביב, 22 בנובמבר 2026",
        "עמוד {page} מתוך {pages}",
    ),
}  # fmt: skip

_NAMES = {
    "pl": "Łukasz Wiśniewski", "vi": "Nguyễn Thị Hường", "tr": "Çağrı İbrahim Şığ", "el": "Αλέξανδρος Ὀδυσσεύς",
    "uk": "Їжак Ґалаґан", "ja": "髙﨑　陽子", "ko": "홍길동 (洪吉童)", "zh-Hans": "李娜 (喆垚)", "zh-Hant": "陳雅婷",
    "th": "สมชาย ใจดี", "my": "မခင်မာ", "hi": "राजेश कुमार", "ar": "عمر حسن", "he": "נועה לוי",
}  # fmt: skip
LANGUAGES = tuple(_WORDS)


def letter(language: str, form: PageForm | None = None, name: str | None = None) -> Document:
    """Give the letter of one language, with a Polish second name in it, on ``form``."""
    subject, salutation, paragraphs, heading, items, closing, label, date, pages = _WORDS[language]
    direction: Literal["ltr", "rtl"] = "rtl" if language in ("ar", "he") else "ltr"
    name = name or _NAMES[language]
    sender = Sender(lines=(name, "ul. Żółta 17/3", "90-001 Łódź", "a.sender@example.org"))
    addressee = Addressee(lines=("Facial Index Corporation", "99 Example Street", "New York, NY 10013"))
    blocks: tuple[Block, ...] = (
        sender,
        addressee,
        DateLine(text=date),
        Reference(label=label, text="FW-7K2M-94QD"),
        Subject(text=subject),
        Salutation(text=salutation),
        *(Paragraph(runs=(Run(text=text),)) for text in paragraphs),
        Heading(runs=(Run(text=heading),)),
        Bullets(items=tuple((Run(text=text),) for text in items), ordered=True),
        Paragraph(runs=(Run(text=paragraphs[0].split(",")[0], strong=True), Run(text=" — " + name + "."))),
        Closing(text=closing),
        Signature(name=name),
        Enclosures(label=heading, items=items[:1]),
    )
    if form is None:
        form = CENTRED if language in ("ja", "zh-Hans", "zh-Hant") else PLAIN
    return Document(
        role="letter",
        language=language,
        direction=direction,
        title=subject,
        reference="FW-7K2M-94QD",
        form=form,
        page_words=pages,
        neutral=True,
        blocks=blocks,
    )
