"""What participants are called in everyday use beside the names of the record: found by these words, and never shown.

By the participant's code. No word on who is called rightly: what people type, in the house's languages.
"""

EVERYDAY_NAMES = {
    "AE": "UAE Emirates Эмираты ОАЭ",
    "CN": "PRC КНР Китай",
    "EG": "Masr",
    "IR": "Iran Иран 伊朗 إيران Persia",
    "KG": "Kirghizia Киргизия",
    "KH": "Kampuchea",
    "KR": "South Korea ROK Южная Корея 韩国 南韩 كوريا الجنوبية",
    "LA": "Laos Лаос",
    "PS": "Palestine",
    "RU": "Russia Россия РФ 俄国",
    "TM": "Туркмения",
    "TR": "Turkey Turkiye Турция 土耳其 تركيا",
    "US": "USA США",
    "VN": "Vietnam Вьетнам",
}
