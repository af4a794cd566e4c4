using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Tests.Output;

public sealed class BoundedLinesTests
{
    [Fact]
    public void Lines_come_with_their_numbers_and_without_their_ends() =>
        Assert.Equal([(1, "one"), (2, ""), (3, "three")], Read("one\r\n\nthree", limit: 10));

    [Fact]
    public void A_line_that_is_too_long_is_told_and_the_next_one_read() =>
        Assert.Equal([(1, "1234"), (2, null), (3, "ok")], Read("1234\n12345\nok\n", limit: 4));

    [Fact]
    public void A_long_last_line_without_an_end_is_told_too() =>
        Assert.Equal([(1, (string?)null)], Read(new string('x', 300_000), limit: 100_000));

    [Fact]
    public void Lines_longer_than_the_buffer_are_whole()
    {
        var line = new string('x', 200_000);

        Assert.Equal([(1, line), (2, line)], Read($"{line}\n{line}", limit: 200_000));
    }

    [Fact]
    public void A_long_line_among_others_is_told_without_being_held()
    {
        var longLine = new string('x', 1_048_577);

        Assert.Equal([(1, "one"), (2, null), (3, "three")], Read($"one\n{longLine}\nthree", limit: 1_048_576));
    }

    [Fact]
    public void Reading_ends_with_a_null_where_the_whole_is_too_long()
    {
        var text = string.Concat(Enumerable.Repeat("line\n", 100_000));

        var lines = new BoundedLines(new StringReader(text), limit: 10, wholeLimit: 100_000).Read().ToList();

        Assert.Equal((string?)null, lines[^1].Line);
        Assert.True(lines.Count < 100_000 && lines.SkipLast(1).All(line => line.Line == "line"));
    }

    private static List<(int, string?)> Read(string text, int limit) =>
        [.. new BoundedLines(new StringReader(text), limit).Read()];
}
