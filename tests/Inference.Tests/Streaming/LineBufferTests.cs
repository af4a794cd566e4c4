using System.Text;
using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.Tests.Streaming;

public sealed class LineBufferTests
{
    [Fact]
    public void However_the_bytes_arrive_the_lines_are_the_same()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Line(random)).ToList();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines) + "rest");

            var (read, rest) = Feed(bytes, random);

            Assert.True(lines.SequenceEqual(read) && rest == "rest", $"Seed {seed} gives other lines.");
        }
    }

    [Fact]
    public void It_is_full_exactly_at_its_limit()
    {
        using var buffer = new LineBuffer(10);

        Add(buffer, "123456789");
        Assert.False(buffer.TryTakeLine(out _));
        Assert.False(buffer.IsFull);

        Add(buffer, "0");
        Assert.False(buffer.TryTakeLine(out _));
        Assert.True(buffer.IsFull);
    }

    [Fact]
    public void A_line_of_exactly_the_limit_with_its_line_feed_is_taken()
    {
        using var buffer = new LineBuffer(10);

        Add(buffer, "123456789\n");

        Assert.True(buffer.TryTakeLine(out var line));
        Assert.Equal(10, line.Length);
        Assert.False(buffer.IsFull);
    }

    private static string Line(Random random) => new string('가', random.Next(0, 2500)) + "\n";

    private static (List<string> Lines, string Remainder) Feed(byte[] bytes, Random random)
    {
        using var buffer = new LineBuffer(1 << 20);
        var lines = new List<string>();
        for (var at = 0; at < bytes.Length; )
        {
            var space = buffer.Space().Span;
            var count = Math.Min(Math.Min(space.Length, bytes.Length - at), random.Next(1, 3000));
            bytes.AsSpan(at, count).CopyTo(space);
            buffer.Added(count);
            at += count;
            while (buffer.TryTakeLine(out var line))
            {
                lines.Add(Encoding.UTF8.GetString(line.Span));
            }
        }

        return (lines, Encoding.UTF8.GetString(buffer.TakeRest().Span));
    }

    private static void Add(LineBuffer buffer, string text)
    {
        Encoding.UTF8.GetBytes(text).CopyTo(buffer.Space().Span);
        buffer.Added(text.Length);
    }
}
