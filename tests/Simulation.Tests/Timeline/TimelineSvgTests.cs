using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Simulation.Timeline;

namespace Orchestrator.Simulation.Tests.Timeline;

public sealed class TimelineSvgTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";
    private static readonly TimelineSubject _subject = new("f<1>", "a & \"b\"", "round-robin", 42);

    [Fact]
    public void It_is_valid_xml_whatever_the_names_are_and_says_what_it_shows()
    {
        var texts = Texts(Write(Told("<host>\u0001")));

        Assert.Contains(texts, text => text.Contains("f<1>") && text.Contains("round-robin"));
        Assert.Contains(texts, text => text.Contains("a & \"b\""));
        Assert.Contains(texts, text => text.StartsWith("Seed 42: ", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("simulated", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("<host>?", texts);
        Assert.Contains("waiting, at most 3", texts);
        Assert.Contains("running, at most 2", texts);
    }

    [Fact]
    public void The_same_history_gives_the_same_bytes_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var first = Write(Told("a"));
        try
        {
            // The invariant culture is the only one here, so another one is made of it.
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = other;
            Assert.Equal(first, Write(Told("a")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_model_is_drawn_where_it_was_in_memory_and_hatched_while_it_was_loading()
    {
        // In memory from a quarter to three quarters of the time, loading in the first half of that.
        var recorder = new HostHistory("a")
            .At(10, 0, 0, ("qwen3:8b", true, 0))
            .At(20, 0, 0, ("qwen3:8b", false, 1))
            .At(30, 0, 0)
            .EndsAt(40);

        var shapes = XDocument.Parse(Write(recorder)).Descendants(_svg + "rect").ToList();
        var lane = shapes.Last(shape => Class(shape) == "lane");
        var (left, width) = (Number(lane, "x"), Number(lane, "width"));
        AssertSpan(shapes.Single(shape => Class(shape) == "m0 s4"), left + (width / 4), width / 2);
        AssertSpan(shapes.Single(shape => Class(shape) == "loading s4"), left + (width / 4), width / 4);
    }

    [Fact]
    public void An_empty_replay_has_a_picture_too()
    {
        Assert.NotNull(XDocument.Parse(Write(new HostHistory("a").EndsAt(0))).Root);
    }

    [Fact]
    public void A_host_that_nobody_asked_says_so_and_has_no_shapes_of_load()
    {
        var svg = Write(new HostHistory("a").EndsAt(10));

        Assert.Contains(Texts(svg), text => text.EndsWith(": nothing was loaded here", StringComparison.Ordinal));
        Assert.DoesNotContain(
            XDocument.Parse(svg).Descendants(_svg + "path"),
            path => Class(path) is "running" or "waiting"
        );
    }

    [Fact]
    public void Its_size_does_not_grow_with_the_replay()
    {
        int Length(int changes)
        {
            var history = new HostHistory("a");
            for (var at = 0; at < changes; at++)
            {
                history.At(at, 0, at % 5, (at % 2 == 0 ? "qwen3:8b" : "gemma3:12b", at % 3 == 0, 1));
            }

            return Write(history.EndsAt(changes)).Length;
        }

        Assert.InRange(Length(40_000), 1, 2 * Length(4_000));
    }

    private static TimelineRecorder Told(string host) =>
        new HostHistory(host)
            .At(1, 0, 3, ("qwen3:8b", true, 0))
            .At(2.5, 0, 0, ("qwen3:8b", false, 2), ("gemma3:12b", true, 0))
            .EndsAt(100.5);

    private static string Write(TimelineRecorder recorder) => TimelineSvg.Write(recorder, _subject);

    private static List<string> Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants(_svg + "text").Select(text => text.Value)];

    private static string? Class(XElement shape) => (string?)shape.Attribute("class");

    private static double Number(XElement shape, string name) =>
        double.Parse(shape.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static void AssertSpan(XElement shape, double x, double width)
    {
        // A column's width of leeway: columns are what a picture is made of.
        Assert.Equal(x, Number(shape, "x"), 4.0);
        Assert.Equal(width, Number(shape, "width"), 4.0);
    }
}
