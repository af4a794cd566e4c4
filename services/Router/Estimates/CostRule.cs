using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Estimates;

/// <summary>What an answer costs on a replica. Never 0: what costs nothing would always win.</summary>
/// <param name="unknown">For replicas and models without a price.</param>
internal sealed class CostRule(UnknownRate unknown)
{
    private const double PerMillion = 1e-6;

    public static readonly CostRule Default = new(new CostOptions().ToRate());

    /// <param name="price">Of the model where it is a provider's; null for none.</param>
    public CostEstimate Of(TokenPrice? price, ModelEntry entry, in FinishEstimate finish, SelectionRequest request)
    {
        var replica = entry.Replica;
        if (replica.PricePerSecond > 0)
        {
            return new CostEstimate(Seconds(replica, finish) * replica.PricePerSecond, replica.Currency)
            {
                Basis = CostBasis.Seconds,
            };
        }

        if (price is { Input: > 0 } or { Output: > 0 })
        {
            var amount = ((request.PromptTokens * price.Input) + (request.OutputTokens * price.Output)) * PerMillion;
            return new CostEstimate(amount, price.Currency) { Basis = CostBasis.Tokens };
        }

        return new CostEstimate(Seconds(replica, finish) * unknown.PerSecond, unknown.Currency);
    }

    /// <summary>What it costs at least, when the call alone takes so many seconds.</summary>
    public double AtLeast(TokenPrice? price, ReplicaSnapshot replica, double seconds) =>
        replica.PricePerSecond > 0 ? seconds * replica.PricePerSecond / Math.Max(replica.Slots, 1)
        : price is null ? seconds * unknown.PerSecond / Math.Max(replica.Slots, 1)
        : 0;

    /// <remarks>Calls that run at once share the seconds between them; a load is this call's alone.</remarks>
    private static double Seconds(ReplicaSnapshot replica, in FinishEstimate finish)
    {
        var sharing = Math.Clamp(replica.InFlight + 1, 1, Math.Max(replica.Slots, 1));
        return finish.Load + ((finish.Prefill + finish.Decode) / sharing);
    }
}

/// <summary>What is taken for granted where no price is known.</summary>
internal sealed record UnknownRate(double PerSecond, string Currency);
