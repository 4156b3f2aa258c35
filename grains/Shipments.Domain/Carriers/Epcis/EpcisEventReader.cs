using System.Text.Json;
using Shipments.Domain.Epcis;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>
/// Reads one event into a scan for each object it names. The event's id, its own or else its hash, is the scan's, so a repeated event is the
/// same scan; one with an error declaration takes that scan back.
/// </summary>
internal sealed class EpcisEventReader
{
    /// <summary>Most characters of an event's id: 256.</summary>
    public const int EventIdCharactersMax = 256;

    private const string InError = "#error";

    private readonly EpcisEvent _event;
    private readonly string _path;
    private readonly string _type;
    private readonly string _action;
    private readonly EventTimeRecord? _time;
    private readonly string _id = "";

    public EpcisEventReader(EpcisEvent @event)
    {
        _event = @event;
        _path = @event.Path.Length == 0 ? "" : @event.Path + ".";
        if (@event.Element.ValueKind != JsonValueKind.Object)
        {
            (_type, _action) = ("", "");
            Fault = PayloadFault.At(@event.Path, PayloadJson.Text(@event.Element), "The event is no object.");
            return;
        }

        _type = Said("type");
        _action = Said("action");
        Objects = EpcisObjects.Of(@event);
        _time = EpcisEventTimes.Read(_path, @event.Element, out PayloadFault? fault);
        Fault = EpcisRequired.Fault(_path, _type, _action) ?? fault;
        if (Fault is not null)
            return;
        _id = Said("eventID");
        if (_id.Length > EventIdCharactersMax)
            Fault = PayloadFault.At(_path + "eventID", _id, $"An event's id has at most {EventIdCharactersMax} characters.");
        else if (_id.Length == 0)
            _id = EpcisEventHash.Of(@event.Element, @event.Namespaces);
    }

    /// <summary>The objects it names.</summary>
    public IReadOnlyList<EpcisObject> Objects { get; } = [];

    /// <summary>What is wrong with all of it.</summary>
    public PayloadFault? Fault { get; }

    /// <summary>The scan of one of the objects.</summary>
    public PayloadScan Read(EpcisObject named)
    {
        if (Fault is not null)
            return new PayloadScan(null, Fault);
        if (!EpcisNumbers.TryRead(named.Uri, out string number, out string problem))
            return new PayloadScan(null, PayloadFault.At(named.Path, named.Uri, problem));
        string code = Code(named.Part);
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return new PayloadScan(null, PayloadFault.At(_path + "bizStep", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters."));
        ScanFact fact = new()
        {
            Carrier = EpcisAdapter.CarrierName,
            Code = code,
            Text = PayloadText.CutVisibly(EpcisTexts.Of(_event, _type, _action), PayloadLimits.TextCharactersMax),
            Number = number,
            Time = _time!.Clone(),
            Place = Place(),
            ActionCode = _action,
            SourceId = _id,
            Inferred = named.Part == EpcisPart.Child && SaysInferred(),
        };
        return new PayloadScan(Declared(EpcisOwnFields.Restore(_event, fact) ?? fact), null);
    }

    // The declaration is a scan of its own that says: that one never happened.
    private ScanFact Declared(ScanFact fact)
    {
        if (PayloadJson.Value(_event.Element, "errorDeclaration") is not { } declaration)
            return fact;
        fact.ReasonCode = PayloadText.CutVisibly(EpcisVocabularyTerms.Bare(PayloadJson.Text(declaration, "reason")), PayloadLimits.CodeCharactersMax);
        fact.Corrects = ScanIds.Of(fact);
        fact.SourceId = _id + InError;
        fact.Void = true;
        return fact;
    }

    private string Code(EpcisPart part)
    {
        if (part == EpcisPart.Input)
            return "transformed";
        string step = EpcisVocabularyTerms.Bare(Said("bizStep"));
        string disposition = EpcisVocabularyTerms.Bare(Said("disposition"));
        return disposition.Length == 0 ? step : $"{step}/{disposition}";
    }

    private bool SaysInferred()
    {
        const string Word = "completeness_inferred";
        if (EpcisVocabularyTerms.Bare(Said("disposition")) == Word)
            return true;
        return PayloadJson.Value(_event.Element, "persistentDisposition") is { } persistent
            && (PayloadJson.List(persistent, "set", "") ?? []).Any(each => EpcisVocabularyTerms.Bare(_event.Namespaces.Value(PayloadJson.Text(each.Element))) == Word);
    }

    private PlaceRecord? Place()
    {
        string office = EpcisTexts.Location(_event, "readPoint") is { Length: > 0 } read ? read : EpcisTexts.Location(_event, "bizLocation");
        return office.Length == 0 ? null : new PlaceRecord { Office = PayloadText.CutVisibly(office, PayloadLimits.PlaceCharactersMax) };
    }

    private string Said(string field) => _event.Namespaces.Value(PayloadJson.Text(_event.Element, field));
}
