using System.Globalization;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Explanations;

/// <summary>Numbers as people read them, the same in all languages.</summary>
internal static class Figures
{
    public static string Seconds(double seconds) =>
        seconds.ToString(seconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>Two digits behind the point: quality and value are not known better.</summary>
    public static string Share(double share) => share.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture);

    /// <returns>Empty while no price is known.</returns>
    public static string Money(CostEstimate cost) =>
        cost.Currency.Length == 0
            ? ""
            : $"{cost.Amount.ToString("0.######", CultureInfo.InvariantCulture)} {cost.Currency}";
}
