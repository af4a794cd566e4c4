using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Requests that are drawn: when from a process, which and whose from a mix, how long from distributions.</summary>
public sealed class GeneratedWorkload(string name, ArrivalProcess process, Mix mix) : IWorkload
{
    public string Name => name;

    public ArrivalProcess Process => process;

    public Mix Mix => mix;

    /// <summary>For models whose lengths the mix does not give.</summary>
    public TokenLengths Input { get; init; } = TokenLengths.DefaultInput;

    /// <summary>For models whose lengths the mix does not give.</summary>
    public TokenLengths Output { get; init; } = TokenLengths.DefaultOutput;

    /// <summary>Null: each request stands alone and shares nothing.</summary>
    public Sessions? Sessions { get; init; }

    public long RequestsMax { get; init; } = WorkloadLimits.RequestsMax;

    /// <summary>Nothing that arrives at or after it.</summary>
    public TimeSpan Duration { get; init; } = WorkloadLimits.DurationMax;

    public Deadline? Deadline { get; init; } = mix.Deadline;

    public IEnumerable<Arrival> Read(ulong seed)
    {
        var random = RequestDraw.Random(seed, 0, DrawChannel.Arrivals);
        var arrivals = Sessions is { } shape
            ? new ConversationArrivals(this, shape, seed).Read(
                Starts(process.Scaled(1 / shape.TurnsMean).Times(random))
            )
            : Starts(process.Times(random)).Select((at, number) => Alone(seed, number, at));
        var left = RequestsMax;
        return arrivals.TakeWhile(arrival => arrival.At < Duration && left-- > 0);
    }

    internal (TokenLengths Input, TokenLengths Output) LengthsOf(MixModel model) =>
        (model.Input ?? Input, model.Output ?? Output);

    // One that is beyond the end is passed on, so that turns before the end that are still to come are drawn out.
    private IEnumerable<TimeSpan> Starts(IEnumerable<double> seconds)
    {
        foreach (var at in seconds)
        {
            var isBefore = at < Duration.TotalSeconds;
            yield return isBefore ? TimeSpan.FromSeconds(at) : Duration;
            if (!isBefore)
            {
                yield break;
            }
        }
    }

    private Arrival Alone(ulong seed, long number, TimeSpan at)
    {
        var random = RequestDraw.Random(seed, number, DrawChannel.Lengths);
        var model = mix.ModelOf(seed, number);
        var (input, output) = LengthsOf(model);
        var prompt = PromptShape.Unshared(input.Draw(random));
        return new Arrival(number, at, model.Name, prompt, output.Draw(random)) { Tenant = mix.TenantOf(seed, number) };
    }
}
