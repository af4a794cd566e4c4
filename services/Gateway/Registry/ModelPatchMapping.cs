using System.Globalization;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Registry;

/// <summary>An operator's edit as the profiler takes it. What the values may be is the profiler's to say. Pure.</summary>
internal static class ModelPatchMapping
{
    /// <param name="name">Of the model.</param>
    /// <param name="patch">The body.</param>
    /// <param name="ifMatch">The header; may be empty.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static EditModelRequest ToRequest(string name, ModelPatch patch, string? ifMatch, FieldProblems problems)
    {
        var request = new EditModelRequest { Name = name, ExpectedRevision = Revision(patch, ifMatch, problems) };
        if (patch.OptimalFor is { } tasks)
        {
            request.OptimalFor = new OptimalFor { Tasks = { tasks.Select(task => task ?? "") } };
        }

        if (Number("priority", patch.Priority, uint.MaxValue, problems) is { } priority)
        {
            request.Priority = (uint)priority;
        }

        if (Number("vram_required", patch.VramRequired, long.MaxValue, problems) is { } bytes)
        {
            request.VramRequiredBytes = (ulong)bytes;
        }

        if (patch.Enabled is { } enabled)
        {
            request.Enabled = enabled;
        }

        if (patch.Pinned is { } pinned)
        {
            request.Pinned = pinned;
        }

        return request;
    }

    private static long? Number(string field, long? value, long most, FieldProblems problems)
    {
        if (value is not { } number || (number >= 0 && number <= most))
        {
            return value;
        }

        problems.Add(field, "must be an integer that is not negative");
        return null;
    }

    /// <summary>The header and the body say the same thing; 0 is "whatever it is".</summary>
    private static ulong Revision(ModelPatch patch, string? ifMatch, FieldProblems problems)
    {
        var text = ifMatch?.Trim().Trim('"');
        if (text is null or "" or "*")
        {
            return (ulong)(Number("revision", patch.Revision, long.MaxValue, problems) ?? 0);
        }

        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            problems.Add("If-Match", "must be the ETag of the model: its revision in quotes");
        }

        return revision;
    }
}
