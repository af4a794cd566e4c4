using System.Diagnostics;
using System.Text;
using Orchestrator.Benchmarks.Load;

namespace Orchestrator.Benchmarks.Tests;

public sealed class AnswerReadingTests
{
    [Fact]
    public void Each_piece_of_text_tells_how_long_it_was_on_its_way()
    {
        var reading = new AnswerReading();
        reading.Begin();
        var sentAt = Stopwatch.GetTimestamp();

        reading.Take(Encoding.ASCII.GetBytes($"{{\"message\":{{\"content\":\"{sentAt} \"}},\"done\":fal"));
        Assert.Equal(0, reading.FirstTokenAt);
        reading.Take("se}\n{\"message\":{\"content\":\"\"},\"done\":true}"u8);
        reading.End();

        Assert.True(reading.IsComplete);
        Assert.Equal(reading.FirstTokenAt - sentAt, Assert.Single(reading.Transits));
    }

    [Fact]
    public void An_answer_without_its_last_line_is_not_complete()
    {
        var reading = new AnswerReading();
        reading.Begin();

        reading.Take("{\"message\":{\"content\":\"12 \"},\"done\":false}\n"u8);
        reading.End();

        Assert.False(reading.IsComplete);
        Assert.NotEqual(0, reading.FirstTokenAt);
    }

    [Fact]
    public void The_next_answer_begins_with_nothing()
    {
        var reading = new AnswerReading();
        reading.Begin();
        reading.Take("{\"message\":{\"content\":\"12 \"},\"done\":true}\n"u8);

        reading.Begin();

        Assert.False(reading.IsComplete);
        Assert.Empty(reading.Transits);
    }
}
