using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IExpressionValue,
        IValueWithReferences
{
    public EndpointReference Endpoint { get; } =
        endpointReference ?? throw new ArgumentNullException(nameof(endpointReference));

    public EndpointProperty Property { get; } = property;

    public string ValueExpression =>
        $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{Property.ToString().ToLowerInvariant()}}}";

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    public ValueTask<string?> GetValueAsync(
        ValueProviderContext context,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Value(context));

    private string? Value(ValueProviderContext context) =>
        Property switch
        {
            EndpointProperty.Url => Endpoint.Url,
            EndpointProperty.Host => Endpoint.Host,
            EndpointProperty.IPV4Host => "127.0.0.1",
            EndpointProperty.Port => Text(Endpoint.Port),
            EndpointProperty.Scheme => Endpoint.Scheme,
            EndpointProperty.TargetPort => TargetPort(context),
            EndpointProperty.HostAndPort => Endpoint.Allocated().EndPointString,
            EndpointProperty.TlsEnabled => Endpoint.TlsEnabled ? bool.TrueString : bool.FalseString,
            _ => throw new InvalidOperationException(
                $"The property '{Property}' is not supported for the endpoint '{Endpoint.EndpointName}'."
            ),
        };

    private string? TargetPort(ValueProviderContext context) =>
        context.Caller == Endpoint.Resource && context.TargetPortOf is { } portOf
            ? Text(portOf(Endpoint.EndpointAnnotation))
        : Endpoint.TargetPort is { } port ? Text(port)
        : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
