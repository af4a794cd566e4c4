namespace Aspire.Hosting.ApplicationModel;

public class ParameterResource : Resource, IExpressionValue, IResourceWithoutLifetime
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new Lazy<string>(() => callback(Default));
        Secret = secret;
    }

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; }

    public bool IsConnectionString { get; set; }

    public string? Description { get; set; }

    public bool EnableDescriptionMarkdown { get; set; }

    public string ValueExpression => IsConnectionString ? $"{{{Name}.connectionString}}" : $"{{{Name}.value}}";

    [Obsolete("Use GetValueAsync.")]
    public string Value => _value.Value;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ValueTask.FromResult<string?>(_value.Value);
        }
        // A missing value is the awaiting caller's to hear.
        catch (Exception exception)
        {
            return ValueTask.FromException<string?>(exception);
        }
    }
}
