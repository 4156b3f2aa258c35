using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Domain.Languages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Puts a parcel's status into the words of a caller's language.</summary>
internal static class ParcelTexts
{
    /// <summary>Adds a fault when a text is no language tag; none is needed.</summary>
    internal static void Check(FieldFaults faults, string field, string tag)
    {
        bool isTag = tag.Length <= LanguageTexts.TagCharactersMax && tag.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_');
        if (!isTag)
            faults.Add(field, tag, $"must be a language tag of at most {LanguageTexts.TagCharactersMax} letters, digits and hyphens");
    }

    /// <summary>The parcel with its texts; as it is without a language. The parcel itself may be somebody else's too and is not changed.</summary>
    internal static Parcel In(string tag, Parcel parcel, ApiInstruments instruments)
    {
        if (tag.Length == 0)
            return parcel;
        Domain.Languages.StatusTexts texts = LanguageTexts.Of(
            tag, (Domain.Parcels.Phase)parcel.Phase, (Domain.Parcels.Reason)parcel.Reason, (Domain.Parcels.CustomsStatus)parcel.Customs, out bool isFallback);
        if (isFallback)
            instruments.LanguageFellBack();
        Parcel told = parcel.Clone();
        told.Texts = new V1.StatusTexts { Language = texts.Language, Phase = texts.Phase, Reason = texts.Reason, Customs = texts.Customs };
        return told;
    }
}
