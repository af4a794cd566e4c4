using System.Globalization;

namespace Orchestrator.Simulation.Timeline;

/// <summary>What all bands of one picture share: its time axis, its colours, its scale.</summary>
internal sealed class TimelinePicture
{
    public const double Width = 1200;

    private const double LabelWidth = 190;
    private const double RightMargin = 42;
    private const int NameMax = 26;

    private readonly double _column;

    public TimelinePicture(TimelineRecorder recorder)
    {
        _column = recorder.ColumnWidth.TotalSeconds;
        Axis = new TimeAxis(LabelWidth, Width - LabelWidth - RightMargin, recorder.End);
        Colours = new ModelColours(recorder.Hosts);
        ColumnsUsed = Math.Clamp((int)Math.Ceiling(recorder.End.TotalSeconds / _column), 1, TimelineLimits.Columns);
        MostRunning = recorder.Hosts.Max(host => (int)host.Running.Max);
        MostWaiting = recorder.Hosts.Max(host => (int)host.Waiting.Max);
    }

    public TimeAxis Axis { get; }

    public ModelColours Colours { get; }

    /// <summary>Columns that have begun.</summary>
    public int ColumnsUsed { get; }

    /// <summary>At once, on any host.</summary>
    public int MostRunning { get; }

    public int MostWaiting { get; }

    /// <summary>The last column ends with the replay.</summary>
    public double ColumnSeconds(int column) =>
        Math.Min(_column, Math.Max(0, Axis.End.TotalSeconds - (column * _column)));

    public (double From, double To) Seconds(int first, int last) =>
        (first * _column, Math.Min((last + 1) * _column, Axis.End.TotalSeconds));

    public (double From, double To) Pixels(int first, int last)
    {
        var (from, to) = Seconds(first, last);
        return (Axis.X(from), Axis.X(to));
    }

    public string Share(double seconds) =>
        (100 * seconds / Math.Max(Axis.End.TotalSeconds, 1e-3)).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static string Short(string name) => name.Length <= NameMax ? name : $"{name[..(NameMax - 1)]}…";
}
