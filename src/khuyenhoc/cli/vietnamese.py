"""The help of the commands in Vietnamese: by the paragraph, or the text of an option, as it stands in the code.

A module and no file of data: it is read whenever somebody asks for help, and has to be there at once.
"""

__all__ = ["HELP", "METAVARS"]

HELP = {
    # what several commands take
    "Replace an output that is there.": "Ghi đè tệp kết quả đã có.",
    "Language of the output.  [default: vi]": "Tiếng Việt (vi) hoặc tiếng Anh (en).  [mặc định: vi]",
    "The form of what is printed.": "Dạng in ra.",
    "Also draw a chart: .png, .svg, .pdf or .json.": "Vẽ thêm biểu đồ: .png, .svg, .pdf hoặc .json.",
    "The day of the question.": "Ngày xét, chẳng hạn 31/12/2025.",
    "Write a file; its ending decides: .docx, .xlsx, .pdf, .html, .csv or .json.": (
        "Ghi ra tệp; loại tệp theo đuôi tên: .docx, .xlsx, .pdf, .html, .csv hoặc .json."
    ),
    "The day of the counts, where the table does not say it.": "Ngày của số liệu, nếu bảng không ghi.",
    "Where the places of the table lie.": "Các địa bàn trong bảng thuộc nơi nào, chẳng hạn “tỉnh Nghệ An”.",
    "Of text: windows-1258 or tcvn3, if it is in these.": (
        "Bảng mã cũ của tệp chữ: windows-1258 hoặc tcvn3 (phông .VnTime)."
    ),
    "How the columns are read, from `columns --output`.": "Cách đọc các cột, là tệp do `columns --output` ghi ra.",
    # khuyenhoc
    "Agreements and targets of Vietnam's learning-society programmes.": (
        "Chương trình phối hợp, chỉ tiêu và kết quả khuyến học, khuyến tài, xây dựng xã hội học tập."
    ),
    "Show the version and exit.": "In phiên bản.",
    "Show this message and exit.": "In hướng dẫn này.",
    # agreement, programme
    "Write an agreement of your own as a file.": "Lập tệp cho chương trình phối hợp của mình.",
    "Write a programme or plan of your own as a file.": "Lập tệp cho chương trình, kế hoạch của mình.",
    "A commented TOML file in Vietnamese; at a terminal it asks some questions first.": (
        "Tệp TOML mẫu có chú thích tiếng Việt; gõ tại máy thì được hỏi vài câu trước."
    ),
    "The file can be read as it is, by `show` and all others.": "Tệp dùng được ngay cho `show` và các lệnh khác.",
    "The file can be read as it is, by `show`, `report` and all others.": (
        "Tệp dùng được ngay cho `show`, `report` và các lệnh khác."
    ),
    "The file to write.": "Tên tệp cần ghi.",
    "Begin with a copy of this record.": "Chép từ chương trình mang mã này rồi sửa.",
    # agreements
    "List the agreements of the catalogue; with --on, how each stands on that day.": (
        "Liệt kê chương trình phối hợp trong danh mục. Có --on thì thêm tình trạng của từng chương trình vào ngày đó."
    ),
    # align
    "Hold local targets against those of the national programmes.": (
        "Đối chiếu chỉ tiêu của địa phương với chỉ tiêu của trung ương."
    ),
    "ID is an agreement or programme of the catalogue, or a path to a TOML or JSON file of your own (FILE.toml#id "
    "where it holds several). The programmes are those whose period covers the day; without --on, that is the first "
    "day of the record's own period.": (
        "MÃ là một chương trình phối hợp, chương trình hoặc đề án trong danh mục, hoặc tệp TOML, JSON của mình "
        "(TỆP.toml#mã nếu tệp có nhiều chương trình). Chương trình trung ương là chương trình có giai đoạn gồm ngày "
        "xét; không có --on thì ngày xét là ngày đầu giai đoạn của chính chương trình được đối chiếu."
    ),
    "A programme to compare with, instead of the national ones; may be given several times.": (
        "Đối chiếu với chương trình này thay cho chương trình trung ương; ghi được nhiều lần."
    ),
    "All agreements of the catalogue, in one table.": "Mọi chương trình phối hợp trong danh mục, trong một bảng.",
    # calendar
    "What falls due in a year: duties of agreements and programmes, steps of recognition procedures.": (
        "Lịch công tác của một năm. Gồm việc phải làm theo chương trình và các bước xét công nhận danh hiệu."
    ),
    "ID is a rule set, an agreement or a programme of the catalogue, or a file or folder of your own; without any, "
    "all of the catalogue are asked. With --all, the year of an office in one calendar: also the agreements that end, "
    "and the circulars of its level.": (
        "MÃ là bộ tiêu chí, chương trình trong danh mục, hoặc tệp hay thư mục của mình; không ghi thì lấy cả danh "
        "mục. Có --all thì được lịch cả năm của cơ quan: thêm ngày hết giai đoạn của chương trình, và thời hạn của "
        "các thông tư thuộc cấp mình."
    ),
    "The calendar year.": "Năm của lịch.",
    "Also expect these reviews where a text lays none down; may be given several times.": (
        "Thêm kỳ sơ kết, tổng kết này cho văn bản không quy định; ghi được nhiều lần."
    ),
    "Also the ends of agreements, and all circulars beside the IDs.": (
        "Thêm ngày hết giai đoạn của chương trình, và mọi thông tư."
    ),
    "Only what is of this level.": "Chỉ việc của cấp này: hamlet (thôn), commune (xã), province (tỉnh) …",
    "Also the ends of the titles in a register.": "Thêm ngày hết thời hạn của các danh hiệu trong sổ.",
    # catalog
    "The figures of the catalogue by the day of the last look, the oldest first; with --stale, only the old ones.": (
        "Số liệu của danh mục theo ngày được xem lại, cũ trước. Có --stale thì chỉ in số liệu đã cũ."
    ),
    "Looked at longer ago than 12m, 90d, 6w or 1y.": "Xem lại đã quá 12m (tháng), 90d (ngày), 6w (tuần) hoặc 1y (năm).",
    # columns
    "Show how each column of a table of counts is read, and why.": (
        "Cho biết từng cột của bảng số liệu được đọc là gì, vì sao."
    ),
    "FILE is .csv, .xlsx or .ods. With --output FILE.toml it is written as a file to put right and to give back.": (
        "TỆP là .csv, .xlsx hoặc .ods. Có --output TỆP.toml thì cách đọc được ghi ra tệp để sửa rồi đưa lại bằng "
        "--columns."
    ),
    # decide, dossier
    "Decide on the facts of one applicant (TOML, JSON, Excel) or of many (CSV, Excel, a JSON list).": (
        "Xét danh hiệu cho một hồ sơ hoặc cả bảng. Một hồ sơ: TOML, JSON, Excel; nhiều hồ sơ: CSV, Excel, danh sách "
        "JSON."
    ),
    "With --output on a table of any size (CSV, Parquet, Excel), into another one: .xlsx in words for people, .csv "
    "and .parquet in codes for machines. The exit code is 3 where rows were not decided, because a value is wrong.": (
        "Bảng lớn nhỏ đều ghi được ra bảng khác bằng --output: .xlsx viết bằng lời để đọc và nộp, .csv và .parquet là "
        "mã số cho máy. Có hàng chưa xét được vì giá trị sai thì lệnh kết thúc với mã 3."
    ),
    "Close the file: no evidence means not met, where the circular says so.": (
        "Khóa hồ sơ: thiếu minh chứng là không đạt, nếu thông tư quy định như vậy."
    ),
    "Kind of area of the applicant, such as difficult.": "Loại vùng của hồ sơ, như difficult (vùng khó khăn).",
    "Kind of unit of the applicant.": "Loại đơn vị của hồ sơ.",
    "Another reading of an open question.": "Cách hiểu khác cho một câu hỏi còn để ngỏ.",
    "Write a file; its ending decides: of a table, .csv, .xlsx or .parquet, row by row; else .docx, .xlsx, .pdf, "
    ".html, .csv or .json.": (
        "Ghi ra tệp; loại tệp theo đuôi tên. Cả bảng, từng hàng: .csv, .xlsx hoặc .parquet; còn lại: .docx, .xlsx, "
        ".pdf, .html, .csv hoặc .json."
    ),
    "With --output, what decides.  [default: polars]": "Đi với --output: thư viện dùng để xét.  [mặc định: polars]",
    "With --output, add columns for each indicator.": "Đi với --output: thêm cột cho từng chỉ tiêu.",
    "With --output FILE.xlsx, columns of codes for machines, no words.": (
        "Đi với --output TỆP.xlsx: các cột mã số cho máy, không viết bằng lời."
    ),
    "The dossier of one applicant: each indicator with its article, the draft of the result, the days.": (
        "Bản tổng hợp kết quả đánh giá của một hồ sơ. Từng chỉ tiêu với điều khoản, dự thảo kết luận, các ngày phải "
        "nhớ."
    ),
    "FACTS is a filled form (TOML, JSON, CSV), as for decide.": (
        "SỐ-LIỆU là phiếu đã điền (Excel, TOML, JSON, CSV), như của decide."
    ),
    "Which one, in a file of several.": "Tên hồ sơ, nếu tệp có nhiều hồ sơ.",
    "The year assessed, for the days of the procedure.": "Năm đánh giá, để tính các ngày phải nhớ.",
    # form
    "An empty form to fill in; as JSON a list of what has to be known, as xlsx an Excel workbook.": (
        "Phiếu trống để điền số liệu. Dạng xlsx là sổ Excel, dạng JSON là danh sách những điều cần biết."
    ),
    "In Excel, rows for so many applicants.  [default: a form for one]": (
        "Trong Excel: số hàng, mỗi hàng một hồ sơ.  [mặc định: phiếu của một hồ sơ]"
    ),
    "In Excel, an applicant by name; a province for its communes. Repeatable.": (
        "Trong Excel: tên một hồ sơ; ghi tên tỉnh thì có đủ các xã của tỉnh. Ghi được nhiều lần."
    ),
    # list, show
    "List what the catalogue holds, or search in it: by number or words, with or without marks.": (
        "Tra cứu danh mục bằng số hiệu hoặc bằng chữ. Gõ có dấu hay không dấu đều được."
    ),
    "KIND is agreements, programmes, rules, instruments, places, partners, reviews or funds, or its name in "
    "Vietnamese; without it all are searched.": (
        "LOẠI là agreements (chương trình phối hợp), programmes (chương trình, đề án), rules (bộ tiêu chí), "
        "instruments (văn bản), places (địa bàn), partners (loại đơn vị), reviews (tổng kết) hoặc funds (quỹ), ghi "
        "bằng tiếng Việt cũng được; không ghi thì tìm ở mọi loại."
    ),
    "Show one record, by ID or from a FILE.toml: an agreement, programme, review, instrument, fund or rule set.": (
        "In một chương trình, văn bản, quỹ hoặc bộ tiêu chí. Theo MÃ hoặc từ TỆP.toml."
    ),
    # portfolio
    "Ask many agreements at once: those of the catalogue, of a file, or of a folder.": (
        "Hỏi nhiều chương trình phối hợp cùng lúc. Của danh mục, của một tệp hoặc một thư mục."
    ),
    "With --on alone: which are in force, expiring within 12 months, lapsed with no successor, without a period. The "
    "other options add or choose tables.": (
        "Chỉ có --on: chương trình nào còn hiệu lực, sẽ hết trong 12 tháng, đã hết mà chưa có chương trình tiếp, "
        "không ghi giai đoạn. Các tùy chọn khác thêm bảng hoặc chọn bảng."
    ),
    "Ending within 12m, 90d, 6w or 1y.": "Sẽ hết trong 12m (tháng), 90d (ngày), 6w (tuần) hoặc 1y (năm).",
    "Gaps and overlaps, place by place.": "Khoảng trống và chồng lấn, theo từng địa bàn.",
    "Partner types by level (or place), with the missing cells.": (
        "Đã ký với loại đơn vị nào, còn thiếu ai, theo cấp (hoặc theo địa bàn)."
    ),
    "How far down each agreement has been passed.": "Từng chương trình đã triển khai xuống đến cấp nào.",
    "Reviews, reports and duties due within a time.": "Kỳ sơ kết, báo cáo và việc đến hạn trong thời gian này, như 3m.",
    "Only agreements of this place.": "Chỉ chương trình của địa bàn này.",
    "Only agreements with a partner of this type.": "Chỉ chương trình ký với loại đơn vị này.",
    "Only agreements of this level.": (
        "Chỉ chương trình của cấp này: commune (xã), province (tỉnh), central (trung ương) …"
    ),
    # read
    "Read an article (text, Word): what it says of an agreement, each value with the words that say it.": (
        "Đọc một bài viết (tệp chữ, Word): bài nói gì về một chương trình phối hợp, mỗi điều kèm chữ trong bài."
    ),
    "With --format toml, or an --output that ends so, a draft of the agreement as a file, its words beside it.": (
        "Với --format toml, hoặc --output có đuôi ấy: bản nháp hồ sơ thành tệp, bên cạnh là chữ của bài."
    ),
    "The day of publication, for days without a year.": "Ngày đăng bài, để hiểu ngày in không có năm.",
    # report
    "Hold counts against the targets of an agreement or programme.": (
        "Đối chiếu số liệu với chỉ tiêu của một chương trình."
    ),
    "ID is one of the catalogue, or a path to a TOML file of your own (FILE.toml#id where it holds several).": (
        "MÃ là chương trình trong danh mục, hoặc tệp TOML của mình (TỆP.toml#mã nếu tệp có nhiều chương trình)."
    ),
    "Counts: .csv, .xlsx or .ods; may be given several times.": (
        "Bảng số liệu: .csv, .xlsx hoặc .ods; ghi được nhiều lần."
    ),
    "What to draw.  [default: attainment of one place, ranking of several]": (
        "Vẽ gì: kết quả, tiến độ hoặc xếp hạng.  [mặc định: attainment của một nơi, ranking của nhiều nơi]"
    ),
    "Draw what counts this, such as family, only.": "Chỉ vẽ chỉ tiêu này, như family (gia đình).",
    "Judge a target that is due on a figure from before its due year.": (
        "Chỉ tiêu đã đến hạn được xét bằng cả số liệu trước năm đến hạn."
    ),
    "Leave out targets for other areas.": (
        "Bỏ chỉ tiêu của vùng khác: ordinary (vùng thường), difficult (vùng khó khăn)."
    ),
    "Only the counts of this place.": "Chỉ số liệu của địa bàn này.",
    "Add the counts of all places up into this one first.": "Cộng số liệu mọi địa bàn vào nơi này trước khi xét.",
    "Also show the targets without data as rows.": "In cả chỉ tiêu chưa có số liệu thành dòng.",
    "Of several places only the tables of all of them.": "Nhiều địa bàn thì chỉ in các bảng chung.",
    # rules
    "List the rule sets, or show, check, compare or make them.": "Liệt kê, in, kiểm tra, so sánh hoặc lập bộ tiêu chí.",
    "Check a rule set of your own; everything odd is listed with its place in the file.": (
        "Kiểm tra bộ tiêu chí của mình. Mọi chỗ lạ được nêu kèm vị trí trong tệp."
    ),
    "What changes for the same facts from one rule set to another.": "Cùng một hồ sơ, hai bộ tiêu chí khác nhau ở đâu.",
    "Show a rule set: criteria, thresholds, articles, open questions, calendar.": (
        "In một bộ tiêu chí. Tiêu chí, mức, điều khoản, điểm còn để ngỏ, lịch."
    ),
    "Give a rule set of points back as a score sheet, to be corrected and read again.": (
        "Ghi bộ tiêu chí tính điểm ra bảng điểm để sửa rồi đọc lại."
    ),
    "Write the sheet to FILE.xlsx.": "Ghi bảng điểm ra TỆP.xlsx.",
    "Make a rule set of a score sheet (Excel, CSV) as it is printed.": (
        "Lập bộ tiêu chí từ bảng điểm (Excel, CSV) của địa phương."
    ),
    "What the sheet does not say is asked for, at a terminal or by the name of the option.": (
        "Điều bảng không ghi thì được hỏi tại máy, hoặc được nêu tên tùy chọn cần thêm."
    ),
    "The title: citizen, family, clan, community or unit, or its name.": (
        "Danh hiệu: citizen (công dân), family (gia đình), clan (dòng họ), community (cộng đồng), unit (đơn vị), hoặc "
        "tên gọi."
    ),
    "Level of the title, where it has one, such as hamlet or commune.": (
        "Cấp của danh hiệu, nếu có: hamlet (thôn), commune (xã) …"
    ),
    "The document that lays the table down, with its number.": "Văn bản ban hành bảng điểm, kèm số hiệu.",
    "The day of the document.": "Ngày của văn bản.",
    "The pass mark.": "Điểm đạt.",
    "A grade and the total it begins at.": "Một mức và tổng điểm bắt đầu mức đó.",
    "The least points of every line that is scored.": "Điểm ít nhất của mỗi dòng được chấm.",
    "No criterion may be at or below these points.": "Tiêu chí nào cũng phải trên số điểm này.",
    "The pass mark in difficult areas.": "Điểm đạt ở vùng khó khăn.",
    "A grade there.": "Một mức ở vùng khó khăn.",
    "Id of the rule set.  [default: from document and title]": (
        "Mã của bộ tiêu chí.  [mặc định: theo văn bản và danh hiệu]"
    ),
    "The sheet of the workbook, where several hold a table.": "Trang của sổ Excel, nếu nhiều trang có bảng.",
    "Write the rule set to FILE.toml.": "Ghi bộ tiêu chí ra TỆP.toml.",
    # titles
    "Which titles of a register (CSV, Excel) end, may be raised, or are to be recognised again, and when.": (
        "Từ sổ danh hiệu: bao giờ hết hạn, nâng mức, công nhận lại. Sổ là tệp CSV hoặc Excel."
    ),
    "Columns that are not known are carried along; leave out with --drop what is nobody else's business.": (
        "Cột lạ được giữ nguyên; cột không nên đưa cho người khác thì bỏ bằng --drop."
    ),
    "A time ahead: 12m, 90d, 6w or 1y.": "Trong thời gian tới: 12m (tháng), 90d (ngày), 6w (tuần) hoặc 1y (năm).",
    "Also titles of this rule set of your own.": "Xét cả danh hiệu theo bộ tiêu chí này của mình.",
    "Leave a column out of everything that is written.": "Bỏ cột này khỏi mọi thứ được ghi ra.",
}

METAVARS = {
    "OPTIONS": "TÙY CHỌN",
    "COMMAND": "LỆNH",
    "ARGS": "THAM SỐ",
    "INTEGER RANGE": "SỐ",
    "INTEGER": "SỐ",
    "TEXT": "CHỮ",
    "YYYY-MM-DD": "NGÀY",
    "DAY": "NGÀY",
    "TIME": "THỜI-GIAN",
    "FILE": "TỆP",
    "DIR_OR_FILE": "THƯ-MỤC-HOẶC-TỆP",
    "ID": "MÃ",
    "NAME": "TÊN",
    "PLACE": "ĐỊA-BÀN",
    "CODE": "MÃ",
    "TYPE": "LOẠI",
    "COLUMN": "CỘT",
    "POINTS": "ĐIỂM",
    "QUESTION": "CÂU-HỎI",
    "READING": "CÁCH-HIỂU",
    "KIND": "LOẠI",
    "SEARCH": "TỪ-CẦN-TÌM",
    "FACTS": "SỐ-LIỆU",
    "FIRST": "MÃ-CŨ",
    "SECOND": "MÃ-MỚI",
}
