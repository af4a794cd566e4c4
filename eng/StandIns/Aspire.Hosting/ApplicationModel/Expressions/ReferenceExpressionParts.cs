using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Collects literals and values for a <see cref="ReferenceExpression"/>.</summary>
internal sealed class ReferenceExpressionParts(int literalLength = 0, int valueCount = 0)
{
    private readonly StringBuilder _format = new(literalLength + valueCount * 3);
    private readonly List<IValueProvider> _values = new(valueCount);
    private readonly List<string> _manifestExpressions = new(valueCount);
    private readonly List<string?> _stringFormats = new(valueCount);

    public bool IsEmpty => _format.Length == 0;

    public void Literal(string? text) =>
        _format.Append(text?.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void Value<T>(T value, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        ArgumentNullException.ThrowIfNull(value);
        _format.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(value);
        _manifestExpressions.Add(value.ValueExpression);
        _stringFormats.Add(format);
    }

    public void Append(ReferenceExpression expression)
    {
        if (expression.ValueProviders.Count == 0)
        {
            _format.Append(expression.Format);
            return;
        }

        Value(expression, format: null);
    }

    public ReferenceExpression ToExpression() =>
        IsEmpty
            ? ReferenceExpression.Empty
            : new ReferenceExpression(_format.ToString(), [.. _values], [.. _manifestExpressions], [.. _stringFormats]);
}
