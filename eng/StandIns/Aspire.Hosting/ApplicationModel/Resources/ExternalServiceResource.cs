using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service that runs elsewhere; only its address is known.</summary>
public sealed class ExternalServiceResource : Resource
{
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Uri = uri;
    }

    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    public Uri? Uri { get; }

    public ParameterResource? UrlParameter { get; }
}
