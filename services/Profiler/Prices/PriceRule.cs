using System.Globalization;
using System.IO.Enumeration;

namespace Orchestrator.Profiler.Prices;

/// <summary>What a model costs on a replica, by the operator's figures or by stated assumptions. Pure.</summary>
/// <remarks>
/// A local host's rate is (board power of its cards + the rest of the host) × the price of electricity, plus what an
/// hour of its cards costs otherwise. Board power is the most a card draws for long; decoding often draws less, so the
/// rate errs on the dear side.
/// </remarks>
internal sealed class PriceRule(PricesOptions options)
{
    private const double SecondsPerHour = 3_600;

    /// <param name="model">As the provider names it.</param>
    public Price.PerToken OfCloud(string model)
    {
        var entry = options.Cloud.FirstOrDefault(price => IsMatch(price.Model, model));
        return new Price.PerToken(
            entry?.Input ?? options.UnknownCloudInput,
            entry?.Output ?? options.UnknownCloudOutput,
            entry?.ContextTokens ?? 0,
            entry is not null,
            options.Currency
        );
    }

    /// <param name="replica">Its name.</param>
    /// <param name="card">As configured, for example "2x RTX 4090"; empty while unknown.</param>
    public Price.PerGpuSecond OfLocal(string replica, string card)
    {
        var host = options.Hosts.FirstOrDefault(host => IsMatch(host.Name, replica));
        var known = GraphicsCards.Find(card);
        var count = GraphicsCards.CountIn(card);
        var watts = host?.Watts ?? (count * (known?.Watts ?? options.UnknownCardWatts)) + options.HostWatts;
        var kilowattHour = host?.KilowattHour ?? options.KilowattHour;
        var hour = host?.Hour ?? count * options.CardHour;
        return new Price.PerGpuSecond(
            ((watts / 1_000 * kilowattHour) + hour) / SecondsPerHour,
            Basis(watts, kilowattHour, hour, host?.Watts is not null ? "configured" : known?.Name ?? "unknown card"),
            options.Currency
        );
    }

    private static string Basis(double watts, double kilowattHour, double hour, string source) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{watts:0} W ({source}) at {kilowattHour:0.###} per kWh, {hour:0.###} per hour beside it"
        );

    private static bool IsMatch(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name);
}
