namespace Orchestrator.Profiler.Capability;

/// <summary>From names and numbers to traits. Pure, and never fails: what cannot be read is uncertain instead.</summary>
internal static class TraitReading
{
    /// <summary>An unstated size is between two and thirty billion in two of three cases. Our assumption.</summary>
    private const double UnknownSizeSpread = 0.6;

    /// <summary>Of an unknown family only this much is assumed: that it is about as old as the table's models.</summary>
    private const double UnknownAgeSpread = 0.7;

    /// <summary>
    /// A model with experts counts as a dense one of total^(1−w) × active^w parameters. One half, the geometric mean,
    /// is the usual rule of thumb.
    /// </summary>
    private const double ActiveWeight = 0.5;

    private const double ReferenceBillion = 10;

    public static ModelTraits Read(ModelFacts facts)
    {
        var family = ModelNames.FamilyOf(facts.Name, facts.Family);
        var (total, effective) = SizeOf(facts, family);
        var cost = Quantizations.CostDecades(facts.Quantization);
        var unknown = effective > 0 ? 0 : UnknownSizeSpread;
        return new ModelTraits(
            family?.Name ?? "",
            family?.Vendor ?? "",
            family?.Focus ?? "",
            total,
            (effective > 0 ? Math.Log10(effective / ReferenceBillion) : 0) - cost,
            Math.Sqrt((unknown * unknown) + (cost * cost * Quantizations.Spread * Quantizations.Spread)),
            family?.AgeYears ?? 0,
            family is null ? UnknownAgeSpread : 0,
            (facts.Thinks ?? family?.Mode == "thinking") ? 1 : 0,
            ModelNames.IsCopy(facts.Name)
        );
    }

    /// <summary>A published model by its own tag, at full precision: a row of the figures.</summary>
    public static ModelTraits OfPublished(string tag, bool thinks) =>
        Read(new ModelFacts(tag, Quantization: "F16", Thinks: thinks));

    private static (double Total, double Effective) SizeOf(ModelFacts facts, KnownFamily? family)
    {
        var (named, active) = ModelNames.SizeOf(facts.Name);
        // The stated number counts the embeddings too; the name is what the published figures go by.
        var total = named > 0 ? named : facts.ParametersBillion;
        if (Experts(facts, family, total) is { } experts)
        {
            (total, active) = experts;
        }

        var isSparse = active > 0 && active < total;
        return (total, isSparse ? Math.Pow(total, 1 - ActiveWeight) * Math.Pow(active, ActiveWeight) : total);
    }

    private static (double Total, double Active)? Experts(ModelFacts facts, KnownFamily? family, double total)
    {
        var tag = facts.Name.ToLowerInvariant();
        if (KnownFamilies.Experts.TryGetValue(tag, out var stated))
        {
            return stated;
        }

        var near = KnownFamilies
            .Experts.Where(entry => family is not null && entry.Key.Split(':')[0] == family.Name)
            .Where(entry => Math.Abs(entry.Value.Total - total) <= 0.025 * total)
            .Select(entry => entry.Value)
            .ToList();
        return near.Count > 0 ? near[0] : null;
    }
}
