using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Orchestrator.StandIns.Tests.Grpc.Surface;

/// <summary>
/// Writes signatures in a form that is the same on both sides of a reference. Class or value type is part of it: the
/// runtime does not find a member when they differ.
/// </summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    public static readonly SignatureText Provider = new();

    public static string Method(string name, MethodSignature<string> signature)
    {
        var isStatic = signature.Header.IsInstance ? "" : "static ";
        var arity = signature.GenericParameterCount > 0 ? $"`{signature.GenericParameterCount}" : "";
        return $"{isStatic}{signature.ReturnType} {name}{arity}({string.Join(", ", signature.ParameterTypes)})";
    }

    public static string Field(string name, string type) => $"field {type} {name}";

    /// <summary>With the namespace, and the enclosing types of a nested one.</summary>
    public static string FullName(MetadataReader reader, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(reader, Enclosing(reader, type))}/{reader.GetString(type.Name)}"
            : Qualified(reader, type.Namespace, type.Name);

    public static string FullName(MetadataReader reader, TypeDefinition type) =>
        type.GetDeclaringType() is { IsNil: false } enclosing
            ? $"{FullName(reader, reader.GetTypeDefinition(enclosing))}/{reader.GetString(type.Name)}"
            : Qualified(reader, type.Namespace, type.Name);

    public static TypeReference Enclosing(MetadataReader reader, TypeReference type) =>
        reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        $"{Kind(rawTypeKind)}{FullName(reader, reader.GetTypeDefinition(handle))}";

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        $"{Kind(rawTypeKind)}{FullName(reader, reader.GetTypeReference(handle))}";

    public string GetTypeFromSpecification(
        MetadataReader reader,
        object? genericContext,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(",", typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetArrayType(string elementType, ArrayShape shape) =>
        $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => Method("*", signature);

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    private static string Qualified(MetadataReader reader, StringHandle ns, StringHandle name) =>
        ns.IsNil ? reader.GetString(name) : $"{reader.GetString(ns)}.{reader.GetString(name)}";

    private static string Kind(byte rawTypeKind) =>
        (SignatureTypeKind)rawTypeKind switch
        {
            SignatureTypeKind.Class => "class ",
            SignatureTypeKind.ValueType => "valuetype ",
            _ => "",
        };
}
