using Shipments.Domain.Carriers.StatusMaps;
using Shipments.Domain.Tables;

namespace Shipments.Domain.Tests.Tables;

public sealed class TableReaderTests
{
    private static readonly string[] Columns = ["name", "size", "note"];

    private readonly TableReader _reader = new("t.tsv", Columns) { RowsMax = 3, CellsMin = 2 };

    [Fact]
    public void Rows_keep_their_lines_and_what_is_left_out_is_empty()
    {
        IReadOnlyList<TableRow> rows = _reader.Read("# a remark\r\n\r\nname\tsize\tnote\r\na\t1\r\n#b\t2\n c \t\tlast");

        rows.Select(row => (row[0], row[1], row[2], row.Count)).Should().Equal(("a", "1", "", 2), (" c ", "", "last", 3));
        rows[1].Fault(1, "is no size.").Should().Be(new TableFault("t.tsv", 6, "size", "", "is no size."));
        rows[0].Fault(1, "is no size.").ToString().Should().Be("t.tsv, line 4, column size: '1' is no size.");
        rows[0].Fault(0, null, "there is nothing.").ToString().Should().Be("t.tsv, line 4, column name: there is nothing.");
    }

    [Theory]
    [InlineData("", "t.tsv, line 1, column name: the file has no header.")]
    [InlineData("#\n\n", "t.tsv, line 1, column name: the file has no header.")]
    [InlineData("#\nname\tsize\na\t1\n", "t.tsv, line 2, column name: the header is 'name\tsize', expected name, size, note.")]
    [InlineData("name\tsize\tnote\na\n", "t.tsv, line 2, column name: 'a' is not a row of 3 cells.")]
    [InlineData("name\tsize\tnote\na\tb\tc\td\n", "t.tsv, line 2, column name: 'a\tb\tc\td' is not a row of 3 cells.")]
    [InlineData("name\tsize\tnote\na\tb\na\tb\na\tb\n\na\tb\nx\n", "t.tsv, line 6, column name: more than 3 rows.")]
    public void A_wrong_table_is_told_with_its_file_line_and_column(string text, string fault) =>
        FluentActions.Invoking(() => _reader.Read(text)).Should().Throw<FormatException>().WithMessage(fault);

    [Fact]
    public void Faults_join_those_of_the_reader_in_the_order_of_lines()
    {
        List<TableFault> faults = [new("earlier.tsv", 9, "name", null, "was wrong.")];

        foreach (TableRow row in _reader.Read("name\tsize\tnote\na\nb\t1\nc\n", faults))
            faults.Add(row.Fault(1, "is too small."));

        faults.Select(fault => (fault.File, fault.Line)).Should().Equal(("earlier.tsv", 9), ("t.tsv", 2), ("t.tsv", 3), ("t.tsv", 4));
    }

    [Fact]
    public void As_many_rows_as_may_be_are_read() => _reader.Read("name\tsize\tnote\na\tb\na\tb\na\tb\n").Should().HaveCount(3);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_line_has_at_most_8192_characters(int more, bool accepted)
    {
        string line = "a\t" + new string('x', TableReader.LineCharactersMax - 2 + more);
        Action read = () => _reader.Read("name\tsize\tnote\n" + line);
        if (accepted)
            read.Should().NotThrow();
        else
            read.Should().Throw<TableFaultException>().Which.Message.Should().Be($"t.tsv, line 2, column name: '{line[..80]}…' has more than 8192 characters.");
    }

    [Theory]
    [InlineData(TableFaultException.FaultsShownMax)]
    [InlineData(TableFaultException.FaultsShownMax + 1)]
    public void A_message_has_the_first_20_faults_and_the_exception_all(int count)
    {
        TableFaultException thrown = new([.. Enumerable.Range(1, count).Select(line => new TableFault("t.tsv", line, "name", "v", "is wrong."))]);

        thrown.Message.Split(Environment.NewLine).Should().Equal(Enumerable.Range(1, 20).Select(line => $"t.tsv, line {line}, column name: 'v' is wrong."));
        thrown.Faults.Should().HaveCount(count);
    }

    [Theory]
    [InlineData("Nobody\tw\tPending\t\tboth\t", "column system: 'Nobody' is no system.")]
    [InlineData("Usps\t\tPending\t\tboth\t", "column word: '' is no word.")]
    [InlineData("Usps\tw\t1\t\tboth\t", "column phase: '1' is no phase.")]
    [InlineData("Usps\tw\tPending\tBored\tboth\t", "column reason: 'Bored' is no reason.")]
    [InlineData("Usps\tw\tPending\t\tsideways", "column direction: 'sideways' is no direction.")]
    [InlineData("Usps\t-\tPending\t\tboth\t", "column direction: 'both' is no direction.")]
    [InlineData("Usps\tw\tPending\t\treads\nUsps\tW\tLost\t\treads", "line 3, column word: 'W' is read by another row.")]
    [InlineData("Usps\tw\tPending\t\tboth\nUsps\tv\tPending\t\twrites", "line 3, column phase: 'Pending' is written by another row.")]
    public void A_wrong_row_of_the_status_map_is_told_with_its_column(string rows, string fault) =>
        FluentActions.Invoking(() => StatusMapParser.Parse("system\tword\tphase\treason\tdirection\tnote\n" + rows)).Should().Throw<FormatException>()
            .Which.Message.Split(Environment.NewLine)[0].Should().StartWith("Status map, line ").And.EndWith(fault);
}
