using System.Globalization;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Timeline;

/// <summary>Draws a recorded replay as SVG that a person can read in a browser. The same record gives the same bytes.</summary>
public static class TimelineSvg
{
    private const string Notice = "Everything here is simulated: no real machine was involved.";
    private const double TitleHeight = 84;
    private const double LegendRow = 20;
    private const double LegendItem = 182;
    private const int LegendItemsPerRow = 6;
    private const double AxisHeight = 24;
    private const double BandGap = 8;

    public static string Write(TimelineRecorder recorder, TimelineSubject subject)
    {
        var picture = new TimelinePicture(recorder);
        var bands = recorder.Hosts.Select(host => new HostBand(host, picture)).ToList();
        var legend = LegendRow * (1 + ModelRows(picture));
        var top = TitleHeight + legend + AxisHeight;
        var height = top + bands.Sum(band => band.Height + BandGap) + AxisHeight;
        var name = $"Simulated timeline of fleet {subject.Fleet}, policy {subject.Policy}";
        using var canvas = new SvgCanvas(TimelinePicture.Width, height, name);
        canvas.Style(TimelineStyle.Sheet);
        canvas.Raw(TimelineStyle.Hatch);
        canvas.Rectangle(0.5, 0.5, TimelinePicture.Width - 1, height - 1, "ground");
        Title(canvas, recorder, subject, name);
        Legend(canvas, picture);
        var y = top;
        foreach (var band in bands)
        {
            band.Draw(canvas, y);
            y += band.Height + BandGap;
        }

        Ticks(canvas, picture.Axis, top, y - BandGap);
        return canvas.ToString();
    }

    private static void Title(SvgCanvas canvas, TimelineRecorder recorder, TimelineSubject subject, string name)
    {
        var requests = string.Create(
            CultureInfo.InvariantCulture,
            $"the last of {recorder.Requests:N0} requests ended after {HumaneDuration.Of(recorder.End)}, {recorder.Refusals:N0} refused"
        );
        var hidden =
            recorder.HostsWithoutBand > 0 ? $" The first {recorder.Hosts.Length} hosts of the fleet are shown." : "";
        canvas.Text(16, 30, name, "h1");
        canvas.Text(16, 51, $"Workload {subject.Workload}", "h2");
        canvas.Text(16, 69, $"Seed {subject.Seed}: {requests}. {Notice}{hidden}", "h2");
    }

    private static void Legend(SvgCanvas canvas, TimelinePicture picture)
    {
        canvas.Text(16, TitleHeight + 10, "A model in memory:", "small");
        foreach (var (number, model) in picture.Colours.Models.Index())
        {
            var (x, y) = Place(number + 1);
            canvas.Rectangle(x, y, 14, 12, picture.Colours.Style(model));
            canvas.Text(x + 20, y + 10, TimelinePicture.Short(model), "small");
        }

        var row = TitleHeight + (LegendRow * ModelRows(picture));
        canvas.Rectangle(16, row, 14, 12, "lane");
        canvas.Rectangle(16, row, 14, 12, "loading");
        canvas.Text(36, row + 10, "being loaded (paler: only part of the time)", "small");
        canvas.Rectangle(16 + (2 * LegendItem), row, 14, 12, "waiting");
        canvas.Text(36 + (2 * LegendItem), row + 10, "waiting requests, most at once", "small");
        var line = 16 + (4 * LegendItem);
        canvas.Rectangle(line, row, 14, 12, "running");
        canvas.Text(line + 20, row + 10, "running requests; right: full height", "small");
    }

    // The first place says what the others are.
    private static int ModelRows(TimelinePicture picture) => 1 + (picture.Colours.Models.Length / LegendItemsPerRow);

    private static (double X, double Y) Place(int number) =>
        (16 + (LegendItem * (number % LegendItemsPerRow)), TitleHeight + (LegendRow * (number / LegendItemsPerRow)));

    private static void Ticks(SvgCanvas canvas, TimeAxis axis, double top, double bottom)
    {
        foreach (var (x, label) in axis.Ticks())
        {
            canvas.Path($"M{SvgCanvas.Number(x)} {SvgCanvas.Number(top - 6)}V{SvgCanvas.Number(bottom + 4)}", "tick");
            canvas.Text(x, top - 9, label, "small middle");
            canvas.Text(x, bottom + 17, label, "small middle");
        }
    }
}
