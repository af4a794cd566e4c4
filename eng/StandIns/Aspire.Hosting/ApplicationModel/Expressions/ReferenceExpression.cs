using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with values in it that are known when the application runs.</summary>
[DebuggerDisplay("{ValueExpression}")]
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = new(string.Empty, [], [], []);

    private readonly string?[] _stringFormats;

    internal ReferenceExpression(
        string format,
        IValueProvider[] valueProviders,
        string[] manifestExpressions,
        string?[] stringFormats
    )
    {
        Format = format;
        ValueProviders = valueProviders;
        ManifestExpressions = manifestExpressions;
        _stringFormats = stringFormats;
    }

    public string Format { get; }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public IReadOnlyList<string> ManifestExpressions { get; }

    public IReadOnlyList<string?> StringFormats => _stringFormats;

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(
        ValueProviderContext context,
        CancellationToken cancellationToken = default
    )
    {
        // One value alone is passed on as it is: no value stays no value.
        if (Format == "{0}" && _stringFormats[0] is null)
        {
            return await ValueProviders[0].GetValueAsync(context, cancellationToken);
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            values[i] = Formatted(value, _stringFormats[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    private static string? Formatted(string? value, string? format) =>
        format?.ToLowerInvariant() switch
        {
            null => value,
            "uri" => value is null ? null : Uri.EscapeDataString(value),
            _ => throw new FormatException($"The format '{format}' is not supported. Supported formats are: 'uri'."),
        };

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ReferenceExpressionParts _parts = new(literalLength, formattedCount);

        public void AppendLiteral(string value) => _parts.Literal(value);

        public void AppendFormatted(string? value) => _parts.Literal(value);

        public void AppendFormatted(string? value, string? format) => _parts.Literal(Formatted(value, format));

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _parts.Value(valueProvider, format: null);

        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _parts.Value(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _parts.Value(valueProvider.Resource, format: null);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _parts.Value(valueProvider.Resource, format);

        internal ReferenceExpression GetExpression() => _parts.ToExpression();
    }
}
