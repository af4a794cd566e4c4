using System.Globalization;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Timeline;

/// <summary>Draws one host: a heading, a lane for each model, and below them who ran and who waited.</summary>
internal sealed class HostBand(HostTimeline host, TimelinePicture picture)
{
    private const double Heading = 20;
    private const double LaneHeight = 14;
    private const double LaneGap = 2;
    private const double RunningStrip = 14;
    private const double WaitingStrip = 32;
    private const double StripGap = 6;
    private const double Padding = 8;

    public double Height =>
        Heading + (host.Lanes.Count * (LaneHeight + LaneGap)) + RunningStrip + WaitingStrip + StripGap + (2 * Padding);

    public void Draw(SvgCanvas canvas, double top)
    {
        var axis = picture.Axis;
        canvas.Rectangle(8, top, TimelinePicture.Width - 16, Height, "band");
        canvas.Text(16, top + 17, host.Host.Name, "host");
        canvas.Text(axis.Left + 4, top + 17, Machine(), "small");
        var y = top + Heading + Padding - 2;
        foreach (var lane in host.Lanes)
        {
            Lane(canvas, lane, y);
            y += LaneHeight + LaneGap;
        }

        Load(canvas, y + 4);
    }

    private string Machine()
    {
        var more = host.ModelsWithoutLane > 0 ? $", {host.ModelsWithoutLane} more models without a lane" : "";
        var idle = host.Lanes.Count == 0 ? ": nothing was loaded here" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{host.Host.Machine}, {host.Host.Slots} at once{more}{idle}"
        );
    }

    private void Lane(SvgCanvas canvas, ModelLane lane, double y)
    {
        canvas.Text(picture.Axis.Left - 8, y + 11, TimelinePicture.Short(lane.Model), "small right");
        canvas.Rectangle(
            picture.Axis.Left,
            y,
            picture.Axis.Right - picture.Axis.Left,
            LaneHeight,
            "lane",
            $"{lane.Model} on {host.Host.Name}: loaded {Times(lane.Loads)}, in memory {picture.Share(lane.Resident.Sum)} of the time"
        );
        foreach (var span in LaneSpan.Of(lane.Resident, picture.ColumnSeconds))
        {
            Span(
                canvas,
                y,
                span,
                $"{picture.Colours.Style(lane.Model)} s{span.Quarters}",
                Said(lane.Model, "in memory", span)
            );
        }

        foreach (var span in LaneSpan.Of(lane.Loading, picture.ColumnSeconds))
        {
            Span(canvas, y, span, $"loading s{span.Quarters}", Said(lane.Model, "loading", span));
        }
    }

    private void Span(SvgCanvas canvas, double y, LaneSpan span, string style, string title)
    {
        var (from, to) = picture.Pixels(span.First, span.Last);
        canvas.Rectangle(from, y, to - from, LaneHeight, style, title);
    }

    private string Said(string model, string what, LaneSpan span)
    {
        var (from, to) = picture.Seconds(span.First, span.Last);
        var share = span.Quarters < 4 ? $", up to {25 * span.Quarters} % of the time" : "";
        return $"{model} {what}, {HumaneDuration.Of(from)} to {HumaneDuration.Of(to)}{share}";
    }

    private void Load(SvgCanvas canvas, double y)
    {
        var running = new LoadStrip("running", "ran", host.Running, picture.MostRunning, RunningStrip);
        var waiting = new LoadStrip("waiting", "waited", host.Waiting, picture.MostWaiting, WaitingStrip);
        running.Draw(canvas, picture, host.Host.Name, y);
        waiting.Draw(canvas, picture, host.Host.Name, y + RunningStrip + StripGap);
    }

    private static string Times(long count) =>
        count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
