using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Placement.Outcomes;

/// <summary>One bounded queue per router, so that a router that is away holds up nobody else's reports.</summary>
internal sealed class AttemptReportQueues(
    PeerAddresses addresses,
    IOptions<OutcomeOptions> options,
    PlacementTelemetry telemetry
)
{
    private readonly Lazy<IReadOnlyList<RouterQueue>> _queues = new(() =>
        [
            .. addresses
                .Grpc("router")
                .Select(address => new RouterQueue(
                    address,
                    Channel.CreateBounded<AttemptReport>(
                        new BoundedChannelOptions(options.Value.ReportQueueLength)
                        {
                            FullMode = BoundedChannelFullMode.DropOldest,
                            SingleReader = true,
                        },
                        _ => telemetry.ReportDropped()
                    )
                )),
        ]
    );

    public IReadOnlyList<RouterQueue> All => _queues.Value;

    public void Add(AttemptReport report)
    {
        foreach (var queue in All)
        {
            queue.Reports.Writer.TryWrite(report);
        }
    }

    internal sealed record RouterQueue(Uri Address, Channel<AttemptReport> Reports);
}
