using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>Reads and checks a fault. Every error begins with the name of the field.</summary>
internal static class FaultReader
{
    private const double FactorMax = 10_000;
    private const int MillisecondsMax = 600_000;
    private const int SecondsMax = 3600;
    private const int PathLengthMax = 200;
    private const int StatusMin = 500;
    private const int StatusMax = 599;

    public static Fault? Read(JsonFields fields)
    {
        if (FaultKinds.Find(fields.Text("kind")) is not { } kind)
        {
            fields.Errors.Add(WireError.Bad($"kind must be one of {FaultKinds.Names}"));
            return null;
        }

        var misplaced = fields
            .Names.Select(name => FaultFields.ErrorOf(kind, name))
            .FirstOrDefault(why => why is not null);
        fields.Errors.Add(misplaced is null ? null : WireError.Bad(misplaced));
        var fault = new Fault(0, kind)
        {
            Model = ModelOf(fields, kind),
            Path = PathOf(fields),
            Remaining = CountOf(fields),
            Factor = Number(fields, "factor", isNeeded: kind == FaultKind.SlowDisk, 0.0001, FactorMax) ?? 10,
            Time = TimeOf(fields, kind),
            Status = StatusOf(fields, kind),
            Bytes = (long)(Number(fields, "bytes", kind == FaultKind.VramShrink, 1, 1L << 50) ?? 0),
        };
        return fields.Errors.First is null ? fault : null;
    }

    private static TimeSpan TimeOf(JsonFields fields, FaultKind kind)
    {
        var milliseconds = Number(fields, "milliseconds", kind == FaultKind.Delay, 1, MillisecondsMax) ?? 0;
        var seconds = Number(fields, "seconds", kind == FaultKind.Crash, 0, SecondsMax) ?? 0;
        return TimeSpan.FromMilliseconds(milliseconds) + TimeSpan.FromSeconds(seconds);
    }

    private static string? ModelOf(JsonFields fields, FaultKind kind)
    {
        var given = fields.Text("model");
        var name = ModelName.Normalise(given);
        var isNeeded = kind is FaultKind.ModelAdded or FaultKind.ModelRemoved or FaultKind.ModelReplaced;
        fields.Errors.Add(
            given.Length > 0 && name is null ? WireError.Bad("model is no model name")
            : isNeeded && name is null ? WireError.Bad("model is needed")
            : null
        );
        return name;
    }

    private static string? PathOf(JsonFields fields)
    {
        var path = fields.Text("path");
        fields.Errors.Add(
            path.Length == 0 ? null
            : path.Length > PathLengthMax || path[0] != '/' ? WireError.Bad("path must begin with a slash")
            : path.StartsWith(FaultGate.SideDoor, StringComparison.Ordinal)
                ? WireError.Bad($"path must not begin with {FaultGate.SideDoor}, which never fails")
            : null
        );
        return path.Length == 0 ? null : path;
    }

    private static int? CountOf(JsonFields fields)
    {
        var count = fields.Integer("count");
        fields.Errors.Add(
            count < 1 ? WireError.Bad("count must be 1 or more; leave it out for \"until cleared\"") : null
        );
        return count;
    }

    private static int StatusOf(JsonFields fields, FaultKind kind)
    {
        var status = Number(fields, "status", kind == FaultKind.Status, StatusMin, StatusMax) ?? 0;
        fields.Errors.Add(double.IsInteger(status) ? null : WireError.Bad("status must be a whole number"));
        return (int)status;
    }

    /// <returns>Null when it is absent or beyond the limits.</returns>
    private static double? Number(JsonFields fields, string name, bool isNeeded, double least, double most)
    {
        var number = fields.Number(name);
        fields.Errors.Add(
            number is null && isNeeded ? WireError.Bad($"{name} is needed")
            : number < least || number > most
                ? WireError.Bad(FormattableString.Invariant($"{name} must be between {least} and {most}"))
            : null
        );
        return number >= least && number <= most ? number : null;
    }
}
