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

    private static List<(int, string?)> Read(string text, int limit) =>
        [.. new BoundedLines(new StringReader(text), limit).Read()];
}
