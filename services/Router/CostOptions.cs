using System.ComponentModel.DataAnnotations;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router;

/// <summary>What the router takes an answer to cost where the profiler names no price.</summary>
public sealed class CostOptions
{
    public const string SectionName = "Router:Cost";

    /// <summary>
    /// Price of one second of a replica without a price. The default is a host of 400 W at 0.25 per kWh. Never 0: a replica
    /// that costs nothing would always win.
    /// </summary>
    [Range(0.000000001, 1_000)]
    public double UnknownPerSecond { get; set; } = 0.0000278;

    /// <summary>Currency of that price, three letters.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    internal UnknownRate ToRate() => new(UnknownPerSecond, Currency);
}
