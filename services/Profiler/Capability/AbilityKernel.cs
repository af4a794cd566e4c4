namespace Orchestrator.Profiler.Capability;

/// <summary>How much two abilities have in common: the covariance of an additive model of random effects.</summary>
/// <remarks>
/// Ability = size + age + thinking + vendor + family + model, each with a part of its own for the domain or the
/// language. Such a model is a Gaussian process with this covariance (Rasmussen and Williams, "Gaussian Processes for
/// Machine Learning", 2006, §2.2 and §2.7).
/// </remarks>
internal sealed class AbilityKernel(AbilityVariances variances)
{
    public double Covariance(AbilityPoint one, AbilityPoint other)
    {
        var v = variances;
        var (a, b) = (one.Model, other.Model);
        var domain = one.Domain == other.Domain ? 1 : 0;
        // English is the ground: what a family has in another language comes on top.
        var language = one.Language == other.Language && one.Language != "en" ? 1 : 0;
        var size = v.Size + (domain * v.SizeDomain) + (language * v.SizeLanguage);
        var sum =
            (size * a.SizeDecades * b.SizeDecades)
            + (v.Bend * a.SizeDecades * a.SizeDecades * b.SizeDecades * b.SizeDecades)
            + (v.Age * a.AgeYears * b.AgeYears)
            + ((v.Thinking + (domain * v.ThinkingDomain)) * a.Thinking * b.Thinking);
        if (a.IsVendorOf(b))
        {
            sum += v.Vendor + (language * v.VendorLanguage);
        }

        if (a.IsFamilyOf(b))
        {
            sum += v.Family + (domain * v.FamilyDomain) + (language * v.FamilyLanguage);
        }

        return a.IsModelOf(b) ? sum + v.Model + (domain * v.ModelDomain) : sum;
    }

    /// <summary>The whole variance of one ability before any figure is seen.</summary>
    public double Variance(AbilityPoint point) => Covariance(point, point) + Unknown(point);

    /// <summary>
    /// What a model has of its own although it cannot be recognised in any figure: its family and itself when they are
    /// unknown, the variant's difference for a copy, and size and age when they are not stated.
    /// </summary>
    public double Unknown(AbilityPoint point)
    {
        var v = variances;
        var model = point.Model;
        var isElsewhere = point.Language == "en" ? 0 : 1;
        var own = v.Model + v.ModelDomain;
        var family = v.Family + v.FamilyDomain + v.Vendor + (isElsewhere * (v.FamilyLanguage + v.VendorLanguage));
        return (model.Family.Length == 0 ? family : 0)
            + (model.IsModelOf(model) ? 0 : own)
            + (model.IsCopy ? own : 0)
            + (v.Size * model.SizeSpread * model.SizeSpread)
            + (v.Age * model.AgeSpread * model.AgeSpread);
    }
}
