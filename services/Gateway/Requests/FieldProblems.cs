using System.Globalization;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Requests;

/// <summary>Collects what is wrong while a mapping goes on; at the end there is a question or there are problems.</summary>
internal sealed class FieldProblems
{
    /// <summary>More than this many help nobody, and an endless list would be an answer of any size.</summary>
    private const int Most = 20;

    private readonly List<FieldProblem> _list = [];

    public bool Any => _list.Count > 0;

    public GatewayError ToError() => GatewayError.Invalid(_list);

    public void Add(string field, string expected)
    {
        if (_list.Count < Most)
        {
            _list.Add(new FieldProblem(field, expected));
        }
    }

    /// <returns>The value, or null when it is absent or outside of its range (which is then a problem).</returns>
    public double? InRange(string field, double? value, double low, double high)
    {
        if (value is not { } number || (number >= low && number <= high))
        {
            return value;
        }

        Add(field, string.Create(CultureInfo.InvariantCulture, $"must be from {low} to {high}"));
        return null;
    }

    /// <inheritdoc cref="InRange(string, double?, double, double)"/>
    public uint? Count(string field, long? value, uint low)
    {
        if (value is not { } number || (number >= low && number <= int.MaxValue))
        {
            return (uint?)value;
        }

        Add(field, string.Create(CultureInfo.InvariantCulture, $"must be an integer from {low} to {int.MaxValue}"));
        return null;
    }
}
