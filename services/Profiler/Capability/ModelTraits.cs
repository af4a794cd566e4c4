namespace Orchestrator.Profiler.Capability;

/// <summary>A model as the interpolation sees it.</summary>
/// <param name="Family">Empty when unknown: such a model shares nothing with any other but its size and age.</param>
/// <param name="TotalBillion">All parameters as stated; with the family the identity of a model. 0 while unknown.</param>
/// <param name="SizeDecades">log10 of the effective parameters over ten billion.</param>
/// <param name="SizeSpread">Standard deviation of <paramref name="SizeDecades"/>; 0 when the size is stated.</param>
/// <param name="AgeYears">Release relative to September 2024; later is positive.</param>
/// <param name="AgeSpread">Standard deviation of <paramref name="AgeYears"/>; 0 when the family is known.</param>
/// <param name="Thinking">1 when it reasons at length before it answers, else 0.</param>
/// <param name="IsCopy">True for somebody's own variant of a known model, of which the figures need not hold.</param>
internal sealed record ModelTraits(
    string Family,
    string Vendor,
    string Focus,
    double TotalBillion,
    double SizeDecades,
    double SizeSpread,
    double AgeYears,
    double AgeSpread,
    double Thinking,
    bool IsCopy
)
{
    /// <summary>Publishers round: "8b" is 8.03 or 8.19 billion.</summary>
    private const double SameSizeShare = 0.08;

    public bool IsFamilyOf(ModelTraits other) =>
        Family.Length > 0 && string.Equals(Family, other.Family, StringComparison.Ordinal);

    public bool IsVendorOf(ModelTraits other) =>
        Vendor.Length > 0 && string.Equals(Vendor, other.Vendor, StringComparison.Ordinal);

    public bool IsModelOf(ModelTraits other) =>
        IsFamilyOf(other)
        && TotalBillion > 0
        && Math.Abs(TotalBillion - other.TotalBillion) <= SameSizeShare * TotalBillion;
}
