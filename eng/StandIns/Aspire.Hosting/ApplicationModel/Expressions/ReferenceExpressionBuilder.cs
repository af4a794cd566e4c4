using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpressionBuilder
{
    private readonly ReferenceExpressionParts _parts = new();

    public bool IsEmpty => _parts.IsEmpty;

    public void Append(
        [InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler
    ) => _ = handler; // the handler has already written to this builder

    public void AppendLiteral(string value) => _parts.Literal(value);

    public void AppendFormatted(string? value) => _parts.Literal(value);

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => _parts.Value(valueProvider, format: null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => _parts.Value(valueProvider, format);

    public ReferenceExpression Build() => _parts.ToExpression();

    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler(
        int literalLength,
        int formattedCount,
        ReferenceExpressionBuilder builder
    )
    {
        private readonly ReferenceExpressionBuilder _builder = builder;

        public int LiteralLength { get; } = literalLength;

        public int FormattedCount { get; } = formattedCount;

        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource);
    }
}
