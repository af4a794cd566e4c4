namespace Orchestrator.Benchmarks.Load;

/// <summary>A load, the same for every target.</summary>
/// <param name="Name">Its key in the results.</param>
/// <param name="Label">What it is, for readers.</param>
/// <param name="Work">What is asked.</param>
/// <param name="PerSecond">The fixed rate; null for as fast as <paramref name="Callers"/> get answers.</param>
/// <param name="Callers">Only without a rate.</param>
internal sealed record Scenario(string Name, string Label, Workload Work, double? PerSecond, int Callers)
{
    private const int StreamedPieces = 20;
    private const double StreamsPerSecond = 50;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(5);

    public bool IsMaximum => PerSecond is null;

    public static Scenario Whole(double perSecond) =>
        new(
            FormattableString.Invariant($"whole-{perSecond}"),
            FormattableString.Invariant($"whole answers, {perSecond} requests/s"),
            new Workload(IsStreamed: false, Pieces: 1, TimeSpan.Zero),
            perSecond,
            0
        );

    /// <param name="scale">1, or less for a try at a tiny rate.</param>
    public static Scenario Streamed(double scale) =>
        new(
            "stream",
            FormattableString.Invariant(
                $"streamed answers of {StreamedPieces} tokens, one each {_interval.TotalMilliseconds} ms, {StreamsPerSecond * scale} requests/s"
            ),
            new Workload(IsStreamed: true, StreamedPieces, _interval),
            StreamsPerSecond * scale,
            0
        );

    public static Scenario WholeMaximum(int callers) =>
        new(
            "max-whole",
            FormattableString.Invariant($"whole answers, as many as {callers} callers get"),
            new Workload(IsStreamed: false, Pieces: 1, TimeSpan.Zero),
            null,
            callers
        );

    public static Scenario StreamedMaximum(int callers) =>
        new(
            "max-stream",
            FormattableString.Invariant(
                $"streamed answers of {StreamedPieces} tokens without pauses, as many as {callers} callers get"
            ),
            new Workload(IsStreamed: true, StreamedPieces, TimeSpan.Zero),
            null,
            callers
        );

    public Task<LoadLog> RunAsync(
        ConnectionPool pool,
        string host,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        PerSecond is { } rate
            ? new OpenLoop(pool, Work.Requests(host), rate, duration).RunAsync(cancellationToken)
            : new ClosedLoop(pool, Work.Requests(host), Callers, duration).RunAsync(cancellationToken);
}
