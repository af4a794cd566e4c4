namespace Aspire.Hosting.ApplicationModel;

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

internal sealed class ConstantParameterDefault(Func<string> valueGetter) : ParameterDefault
{
    public override string GetDefaultValue() => valueGetter();
}
