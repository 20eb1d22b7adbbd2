// Command read says what the CloudEvents SDK for Go finds in records, as its binding to Sarama gives them to a consumer.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
)

type record struct {
	Headers map[string][]byte `json:"headers"`
	Value   []byte            `json:"value"`
}

type found struct {
	Attributes map[string]string `json:"attributes"`
	Data       json.RawMessage   `json:"data"`
}

func main() {
	var records []record
	if err := json.NewDecoder(os.Stdin).Decode(&records); err != nil {
		fail(err)
	}
	events := make([]found, 0, len(records))
	for _, one := range records {
		contentType := string(one.Headers["content-type"])
		message := kafka_sarama.NewMessage(one.Value, contentType, one.Headers)
		event, err := binding.ToEvent(context.Background(), message)
		if err != nil {
			fail(err)
		}
		attributes := map[string]string{
			"specversion": event.SpecVersion(), "id": event.ID(), "source": event.Source(), "type": event.Type(),
			"subject": event.Subject(), "dataschema": event.DataSchema(), "datacontenttype": event.DataContentType(),
		}
		for name, value := range event.Extensions() {
			attributes[name] = fmt.Sprint(value)
		}
		events = append(events, found{Attributes: attributes, Data: event.Data()})
	}
	if err := json.NewEncoder(os.Stdout).Encode(events); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
