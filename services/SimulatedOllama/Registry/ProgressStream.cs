using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>
/// Sends the lines of a long operation, or only its outcome. An error is a line of a stream, and status 500 for a caller
/// who does not stream.
/// </summary>
internal sealed class ProgressStream(Connections connections)
{
    public Task<WireError?> SendAsync(
        HttpContext context,
        bool isStreamed,
        Func<CancellationToken, IAsyncEnumerable<Progress>> work
    ) =>
        connections.UntilHangUpAsync(
            context,
            token => isStreamed ? StreamAsync(context, work(token), token) : WholeAsync(context, work(token), token)
        );

    private static async Task<WireError?> StreamAsync(
        HttpContext context,
        IAsyncEnumerable<Progress> work,
        CancellationToken cancellationToken
    )
    {
        await foreach (var progress in work.WithCancellation(cancellationToken))
        {
            object value = progress switch
            {
                Progress.Failed failed => new ErrorResponse(failed.Error.Message),
                Progress.At at => at.Line,
                _ => throw new InvalidOperationException("No other progress exists."),
            };
            await WireWriter.WriteFrameAsync(context, WireFrames.Line(value), cancellationToken);
        }

        return null;
    }

    private static async Task<WireError?> WholeAsync(
        HttpContext context,
        IAsyncEnumerable<Progress> work,
        CancellationToken cancellationToken
    )
    {
        await foreach (var progress in work.WithCancellation(cancellationToken))
        {
            if (progress is Progress.Failed failed)
            {
                return failed.Error;
            }
        }

        await WireWriter.OkAsync(context, new ProgressLine("success"));
        return null;
    }
}

/// <summary>How far a long operation is.</summary>
internal abstract record Progress
{
    private Progress() { }

    public sealed record At(ProgressLine Line) : Progress;

    /// <summary>The last one.</summary>
    public sealed record Failed(WireError Error) : Progress;

    public static Progress Of(string status) => new At(new ProgressLine(status));
}
