using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.Placement.Outcomes;

/// <summary>Outcomes on their way to Learning. When it is full the oldest gives way: fresh ones teach more.</summary>
internal sealed class OutcomeQueue(IOptions<OutcomeOptions> options, PlacementTelemetry telemetry)
{
    private readonly Channel<Outcome> _channel = Channel.CreateBounded<Outcome>(
        new BoundedChannelOptions(options.Value.QueueLength)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        },
        _ => telemetry.OutcomeDropped()
    );

    public ChannelReader<Outcome> Reader => _channel.Reader;

    public void Add(Outcome outcome) => _channel.Writer.TryWrite(outcome);
}
