using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Storage;

internal static class EditRows
{
    public static EditRow Of(
        IdSource ids,
        TimeProvider clock,
        string actor,
        string kind,
        string subject,
        (string Field, string Before, string After) change
    ) =>
        new()
        {
            EditId = ids.Next(),
            AtUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = actor,
            Kind = kind,
            Subject = subject,
            Field = change.Field,
            Before = change.Before,
            After = change.After,
        };
}
