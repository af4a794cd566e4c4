using System.Collections.Immutable;
using System.Globalization;

namespace Orchestrator.Profiler.Models;

/// <summary>What an operator wants changed; null leaves a setting as it is.</summary>
internal sealed record ModelEdit(
    ImmutableArray<string>? OptimalFor = null,
    uint? Priority = null,
    bool? Enabled = null,
    ulong? VramRequiredBytes = null,
    bool? Pinned = null
)
{
    public ModelSettings Applied(ModelSettings settings) =>
        settings with
        {
            OptimalFor = OptimalFor ?? settings.OptimalFor,
            Priority = Priority ?? settings.Priority,
            Enabled = Enabled ?? settings.Enabled,
            VramRequiredBytes = VramRequiredBytes ?? settings.VramRequiredBytes,
            Pinned = Pinned ?? settings.Pinned,
            Revision = settings.Revision + 1,
        };

    /// <summary>What is different after the edit, for the audit. Empty when nothing is.</summary>
    public static IReadOnlyList<(string Field, string Before, string After)> Changes(
        ModelSettings before,
        ModelSettings after
    ) =>
        [
            .. Texts(before)
                .Zip(Texts(after), (one, other) => (one.Field, Before: one.Text, After: other.Text))
                .Where(change => change.Before != change.After),
        ];

    private static IEnumerable<(string Field, string Text)> Texts(ModelSettings settings) =>
        [
            ("optimal_for", string.Join(',', settings.OptimalFor)),
            ("priority", settings.Priority.ToString(CultureInfo.InvariantCulture)),
            ("enabled", settings.Enabled ? "true" : "false"),
            ("vram_required", settings.VramRequiredBytes.ToString(CultureInfo.InvariantCulture)),
            ("pinned", settings.Pinned ? "true" : "false"),
        ];
}
