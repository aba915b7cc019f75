using System.Management.Automation;

namespace SsmSessionLogging.Preferences;

/// <summary>Reads the address of any object with an AccountId, Region or DocumentName: preferences, receipts, rows of a CSV file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DocumentAddressAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or DocumentAddress or PSObject { BaseObject: DocumentAddress })
        {
            return inputData;
        }

        var item = PSObject.AsPSObject(inputData);
        var address = new DocumentAddress
        {
            AccountId = Read(item, "AccountId"),
            Region = Read(item, "Region"),
            DocumentName = Read(item, "DocumentName"),
            Preference = PreferenceProperties.Of(item),
        };
        return address is { AccountId: null, Region: null, DocumentName: null }
            ? throw new ArgumentTransformationMetadataException(
                $"The object of type {item.BaseObject.GetType().Name} has no AccountId, Region or DocumentName, so it names no Session document.")
            : address;
    }

    private static string? Read(PSObject item, string property) =>
        LanguagePrimitives.ConvertTo<string>(item.Properties[property]?.Value) is { Length: > 0 } text ? text : null;
}
