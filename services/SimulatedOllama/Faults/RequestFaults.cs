using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>Lets a request meet the fault that was set for it.</summary>
internal sealed class RequestFaults(FaultBook book, TimeProvider clock)
{
    /// <param name="act">Goes on, with what is left of the fault.</param>
    public async Task<WireError?> MeetAsync(
        HttpContext context,
        string model,
        Func<Fault?, Task<WireError?>> act,
        CancellationToken cancellationToken
    )
    {
        var fault = book.Take(model);
        var (error, isOver) = await BeforeHeadersAsync(context, fault, cancellationToken);
        return isOver || error is not null ? error : await act(fault);
    }

    /// <returns>An error to write; or that the connection is gone and nothing more is to be done.</returns>
    public async Task<(WireError? Error, bool IsOver)> BeforeHeadersAsync(
        HttpContext context,
        Fault? fault,
        CancellationToken cancellationToken
    )
    {
        switch (fault?.Kind)
        {
            case FaultKind.Refuse:
                return (WireError.Busy, false);
            case FaultKind.Error500:
                return (FaultTexts.Terminated, false);
            case FaultKind.Status:
                return (FaultTexts.Status(fault.Status), false);
            case FaultKind.Reset:
                context.Abort();
                return (null, true);
            case FaultKind.Delay:
                await Task.Delay(fault.Time, clock, cancellationToken);
                return (null, false);
            default:
                return (null, false);
        }
    }
}
