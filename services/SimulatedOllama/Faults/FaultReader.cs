using System.Collections.Frozen;
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

    private static readonly FrozenSet<string> _fields = FrozenSet.ToFrozenSet([
        "kind",
        "model",
        "path",
        "count",
        "factor",
        "milliseconds",
        "seconds",
        "status",
        "bytes",
    ]);

    public static Fault? Read(JsonFields fields)
    {
        var unknown = fields.Names.FirstOrDefault(name => !_fields.Contains(name));
        fields.Errors.Add(unknown is null ? null : WireError.Bad($"{unknown} is no field of a fault"));
        if (FaultKinds.Find(fields.Text("kind")) is not { } kind)
        {
            fields.Errors.Add(WireError.Bad($"kind must be one of {FaultKinds.Names}"));
            return null;
        }

        var fault = new Fault(0, kind)
        {
            Model = ModelOf(fields, kind),
            Path = PathOf(fields, kind),
            Remaining = CountOf(fields, kind),
            Factor = Number(fields, "factor", isNeeded: kind == FaultKind.SlowDisk, 0.0001, FactorMax) ?? 10,
            Time = TimeOf(fields, kind),
            Status = (int)(Number(fields, "status", kind == FaultKind.Status, 500, 599) ?? 0),
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

    private static string? PathOf(JsonFields fields, FaultKind kind)
    {
        var path = fields.Text("path");
        fields.Errors.Add(
            path.Length == 0 ? null
            : !FaultKinds.IsOfPath(kind)
                ? WireError.Bad("path goes only with refuse, error500, status, delay and reset")
            : path.Length > PathLengthMax || path[0] != '/' ? WireError.Bad("path must begin with a slash")
            : null
        );
        return path.Length == 0 ? null : path;
    }

    private static int? CountOf(JsonFields fields, FaultKind kind)
    {
        var count = fields.Integer("count");
        fields.Errors.Add(
            count < 1 ? WireError.Bad("count must be 1 or more; leave it out for \"until cleared\"")
            : count is not null && FaultKinds.IsOfMachine(kind)
                ? WireError.Bad("count does not go with a fault of the machine")
            : null
        );
        return count;
    }

    private static double? Number(JsonFields fields, string name, bool isNeeded, double least, double most)
    {
        var number = fields.Number(name);
        fields.Errors.Add(
            number is null && isNeeded ? WireError.Bad($"{name} is needed")
            : number is null || (number >= least && number <= most) ? null
            : WireError.Bad(FormattableString.Invariant($"{name} must be between {least} and {most}"))
        );
        return number;
    }
}
