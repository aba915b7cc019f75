using System.Collections;
using System.Management.Automation;

namespace SsmSessionLogging.Preferences;

/// <summary>Reads the addresses of any objects with an AccountId, Region or DocumentName: preferences, receipts, rows of a CSV file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DocumentAddressAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => inputData,
            IList list => list.Cast<object>().Select(Address).ToArray(),
            _ => new[] { Address(inputData) },
        };

    private static DocumentAddress Address(object? value)
    {
        if (value is DocumentAddress known)
        {
            return known;
        }

        var item = PSObject.AsPSObject(value ?? throw NoAddress("null"));
        var address = new DocumentAddress
        {
            AccountId = Read(item, "AccountId"),
            Region = Read(item, "Region"),
            DocumentName = Read(item, "DocumentName"),
            Preference = PreferenceProperties.Of(item),
        };
        return address is { AccountId: null, Region: null, DocumentName: null } ? throw NoAddress(item.BaseObject.GetType().Name) : address;
    }

    private static string? Read(PSObject item, string property) =>
        LanguagePrimitives.ConvertTo<string>(item.Properties[property]?.Value) is { Length: > 0 } text ? text : null;

    private static ArgumentTransformationMetadataException NoAddress(string type) =>
        new($"The object of type {type} has no AccountId, Region or DocumentName, so it names no Session document.");
}
