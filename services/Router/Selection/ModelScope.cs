using System.Runtime.InteropServices;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Who may answer one request, and whom its operators wish to go first: by rules, role and fallback chains.</summary>
internal sealed class ModelScope
{
    private readonly SelectionRequest _request;
    private readonly string[] _force;
    private readonly string[] _prefer;
    private readonly string[] _forbid;
    private readonly IReadOnlyList<string> _role;
    private readonly IReadOnlyList<string> _fallbacks;

    public ModelScope(FleetSnapshot fleet, SelectionRequest request, FallbackMap fallbacks)
    {
        _request = request;
        _force = Normalized(request.Rules.Force);
        _prefer = Normalized(request.Rules.Prefer);
        _forbid = Normalized(request.Rules.Forbid);
        _role = request.Role?.Patterns ?? [];
        var isNamed = request.Model.Aim == ModelAim.Named;
        var named = isNamed ? fleet.Find(request.Model.Key) : null;
        _fallbacks = isNamed ? fallbacks.For(request.Model.Key, named is not null) : [];
        Offers =
            !isNamed ? fleet.Models
            : _fallbacks.Count > 0 || IsForceFirst ? WithOthers(fleet, named)
            : named is not null ? [named]
            : [];
    }

    public IReadOnlyList<ModelOffer> Offers { get; }

    /// <summary>The forced models go first, and the others may follow.</summary>
    private bool IsForceFirst => _force.Length > 0 && _request.Rules.ForceFallsBack;

    /// <returns>Why the operators leave the model out; null when they do not.</returns>
    public string? WhyNot(string key) =>
        GlobPattern.First(_forbid, key) >= 0 ? ExclusionReasons.RuleForbids
        : !IsForceFirst && _force.Length > 0 && GlobPattern.First(_force, key) < 0 ? ExclusionReasons.NotForced
        : _request.Role is { IsStrict: true } && GlobPattern.First(_role, key) < 0 ? ExclusionReasons.RoleNotMapped
        : null;

    /// <summary>
    /// The place of the operators' wishes, 0 first: what a rule forces but lets others follow, then a named model before its
    /// fallbacks, then what rules prefer, then what the role names, then what the configuration prefers for the task.
    /// </summary>
    public ScopedPlace Place(string key, int preference, int preferences)
    {
        var found = ReasonFlags.None;
        var isForced = _force.Length > 0 && GlobPattern.First(_force, key) >= 0;
        var chain = Chain(key, ref found);
        var prefer = Find(_prefer, key, ReasonFlags.RulePrefers, ref found);
        var role = Find(_role, key, ReasonFlags.Role, ref found);
        found |= _request.Role is { IsMapped: false } ? ReasonFlags.RoleUnmapped : ReasonFlags.None;
        found |= isForced ? ReasonFlags.RuleForces : ReasonFlags.None;
        var isNamed = _request.Model.Aim == ModelAim.Named;
        found |= preference < preferences && !isNamed ? ReasonFlags.Preferred : ReasonFlags.None;
        // One more than the last place in the chain.
        chain += IsForceFirst && !isForced ? _fallbacks.Count + 2 : 0;
        var place = (chain * (_prefer.Length + 1)) + prefer;
        place = (place * (_role.Count + 1)) + role;
        return new ScopedPlace((place * (preferences + 1)) + preference, found);
    }

    private int Chain(string key, ref ReasonFlags found)
    {
        if (_request.Model.Aim != ModelAim.Named)
        {
            return 0;
        }

        if (key == _request.Model.Key)
        {
            found |= ReasonFlags.Requested;
            return 0;
        }

        return 1 + Find(_fallbacks, key, ReasonFlags.Fallback, ref found);
    }

    private static int Find(IReadOnlyList<string> patterns, string key, ReasonFlags flag, ref ReasonFlags found)
    {
        var place = GlobPattern.First(patterns, key);
        found |= place >= 0 ? flag : ReasonFlags.None;
        return place >= 0 ? place : patterns.Count;
    }

    private List<ModelOffer> WithOthers(FleetSnapshot fleet, ModelOffer? named) =>
        [
            .. named is null ? [] : new[] { named },
            .. fleet.Models.Where(offer =>
                offer != named
                && (
                    GlobPattern.First(_fallbacks, offer.Key) >= 0
                    || (IsForceFirst && GlobPattern.First(_force, offer.Key) >= 0)
                )
            ),
        ];

    private static string[] Normalized(IReadOnlyList<string> patterns) =>
        patterns.Count == 0 ? [] : [.. patterns.Select(GlobPattern.Normalize)];
}

/// <param name="Place">0 goes first.</param>
/// <param name="Found">Whose wishes hold for the model.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScopedPlace(int Place, ReasonFlags Found);
