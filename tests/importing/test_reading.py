"""Files as they come: encodings, separators, Excel, rows with a cell too few."""

from pathlib import Path

import pytest
import xlsxwriter

from aftersales.api.importing import reader
from aftersales.foundation.problems import Refused


def written(folder: Path, content: bytes, name: str = "rows.csv") -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def test_a_row_knows_its_line_even_after_a_cell_with_line_breaks(tmp_path):
    place = written(tmp_path, b'id,text\n1,"two\nlines"\n2,x\n')
    assert [(row.line, row.cells["id"]) for row in reader.read(place).rows] == [(2, "1"), (4, "2")]


def test_chinese_files_of_both_kinds_are_read(tmp_path):
    for encoding in ("utf-8-sig", "gb18030"):
        place = written(tmp_path, "编号;说明\n7;坏了\n".encode(encoding))
        assert reader.read(place).rows[0].cells == {"编号": "7", "说明": "坏了"}


def test_a_row_with_a_cell_too_few_or_too_many_is_listed_with_its_line(tmp_path):
    table = reader.read(written(tmp_path, b"a,b\n1,2\n3\n4,5,6\n"))
    assert [row.line for row in table.rows] == [2]
    assert [(row.line, problem.code) for row, problem in table.broken] == [(3, "row.cells"), (4, "row.cells")]


def test_excel_gives_the_same_rows(tmp_path):
    place = tmp_path / "rows.xlsx"
    book = xlsxwriter.Workbook(str(place))
    sheet = book.add_worksheet("requests")
    sheet.write_row(0, 0, ["id", "zip", "open"])
    sheet.write_row(1, 0, ["a", 10033.0, True])
    book.close()
    assert reader.read(place, sheet="requests").rows[0].cells == {"id": "a", "zip": "10033.0", "open": "TRUE"}


@pytest.mark.parametrize(("content", "code"), [(b"", "file.empty"), (b"a,a\n1,2\n", "file.column_twice")])
def test_a_file_that_is_no_table_is_refused(tmp_path, content, code):
    with pytest.raises(Refused) as refused:
        reader.read(written(tmp_path, content))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_missing_file_and_a_missing_sheet_are_refused(tmp_path):
    with pytest.raises(Refused):
        reader.read(tmp_path / "nowhere.csv")
    with pytest.raises(Refused):
        reader.read(written(tmp_path, b"no workbook", "rows.xlsx"))
